//! Several bridges, each with numbers and conference IDs of its own.

use shared::{
    Bridge, BridgeDay, BridgeId, ConferenceId, Day, IdOwner, MeetingId, Provider, ReservationId, RoomId, User,
};

use super::fixture::{identifier, insert, is_already_exists, random, second, service_number, user};
use crate::{Application, LedgerEntry, ReplacedNumber, Result, bridge, default_bridge};

fn second_bridge() -> Bridge {
    Bridge {
        id: BridgeId::from_number(2).expect("2 names a bridge"),
        name: "Oslo".into(),
        default: false,
        quarantine_days: Some(365),
        service_numbers: vec![service_number("+47 22 12 34 56"), service_number("+47 22 12 34 57")],
        ..Bridge::first()
    }
}

async fn add(application: &Application, bridge: &Bridge) -> Result<()> {
    let bridge = bridge.clone();
    let add = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_bridge(&bridge).await?) })
    });
    add.await
}

async fn draw(
    application: &Application,
    bridge: BridgeId,
    owner: IdOwner,
    seed: u64,
) -> Result<ConferenceId> {
    let draw = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let drawn = transaction.reserve_random_conference_id(bridge, owner, &mut random(seed)).await?;
            Ok(drawn.expect("an ID is left"))
        })
    });
    draw.await
}

/// A store begins with one bridge; bridges are listed by identifier, whole, and replaced under their version only.
pub async fn bridges_are_kept_with_their_numbers(application: Application) {
    let oslo = second_bridge();
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.bridges().await?, [Bridge::first()]);
            transaction.insert_bridge(&oslo).await?;
            assert_eq!(transaction.bridges().await?, [Bridge::first(), oslo.clone()]);
            assert_eq!(default_bridge(transaction).await?, Bridge::first());
            assert_eq!(bridge(transaction, oslo.id).await?, oslo);
            let mut numbers = oslo.service_numbers.clone();
            numbers.reverse();
            let after = Bridge {
                version: oslo.version.next(),
                name: "Bergen".into(),
                quarantine_days: None,
                dynamic_quarantine_days: Some(1),
                service_numbers: numbers,
                ..oslo.clone()
            };
            assert!(transaction.update_bridge(&after, oslo.version).await?);
            assert!(!transaction.update_bridge(&oslo, oslo.version).await?, "the version is another one");
            assert_eq!(
                bridge(transaction, oslo.id).await?,
                after,
                "numbers keep the order in which they were entered"
            );
            Ok(())
        })
    });
    check.await.expect("bridges can be kept");
}

/// Which number took the place of another is kept until that is in use again.
pub async fn replaced_numbers_are_kept(application: Application) {
    let number = |text: &str| service_number(text).number;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let replaced = |old: &str, new: &str, at| ReplacedNumber {
                number: number(old),
                bridge: BridgeId::FIRST,
                replacement: number(new),
                replaced_at: second(at),
            };
            let one = replaced("+46 8 123 456 78", "+46 8 123 456 79", 1);
            let two = replaced("+46 8 123 456 70", "+46 8 123 456 79", 2);
            transaction.put_replaced_number(&one).await?;
            transaction.put_replaced_number(&two).await?;
            assert_eq!(transaction.replaced_numbers().await?, [two.clone(), one], "by number");
            let again = replaced("+46 8 123 456 78", "+47 22 12 34 56", 3);
            transaction.put_replaced_number(&again).await?;
            assert_eq!(transaction.replaced_numbers().await?, [two.clone(), again.clone()]);
            transaction.delete_replaced_number(&two.number).await?;
            assert_eq!(transaction.replaced_numbers().await?, [again]);
            Ok(())
        })
    });
    check.await.expect("numbers can be kept");
}

/// How full a bridge was on a day is kept once.
pub async fn days_of_bridges_are_kept_once(application: Application) {
    let oslo = second_bridge();
    add(&application, &oslo).await.expect("a bridge can be added");
    let check = application.in_transaction(move |transaction| {
        let oslo = oslo.id;
        Box::pin(async move {
            let day = |number, live| BridgeDay { day: Day::from_number(number), live, quarantined: 7 };
            for (bridge, day) in [
                (BridgeId::FIRST, day(20_002, 5)),
                (BridgeId::FIRST, day(20_001, 3)),
                (BridgeId::FIRST, day(20_001, 9)),
                (oslo, day(20_001, 1)),
                (oslo, day(20_400, 2)),
            ] {
                transaction.insert_bridge_day(bridge, &day).await?;
            }
            let (first, last) = (Day::from_number(20_001), Day::from_number(20_100));
            let kept = transaction.bridge_days(BridgeId::FIRST, first, last).await?;
            assert_eq!(kept, [day(20_001, 3), day(20_002, 5)]);
            assert_eq!(transaction.bridge_days(oslo, first, last).await?, [day(20_001, 1)]);
            assert_eq!(transaction.bridge_days(oslo, last, first).await?, []);
            Ok(())
        })
    });
    check.await.expect("days can be kept");
}

/// Who has a number as their own is found, and so are those who have the bridge's.
pub async fn the_users_of_numbers_are_found(application: Application) {
    let number = service_number("+46 8 123 456 78").number;
    let users = [
        User { toll_number: Some(number.clone()), ..user("Anna", "anna") },
        User {
            dial_in_enabled: true,
            toll_free_number: Some(number.clone()),
            conference_id: Some("8271964".parse().expect("it is one")),
            ..user("Bo", "bo")
        },
        User {
            toll_number: Some(number.clone()),
            toll_free_number: Some(number.clone()),
            dial_in_enabled: true,
            conference_id: Some("8271965".parse().expect("it is one")),
            ..user("Cecilia", "cecilia")
        },
        // Each of his meetings has an ID of its own, and the bridge's number.
        User { dial_in_enabled: true, ..user("David", "david") },
        user("Eva", "eva"),
    ];
    insert(&application, &users).await;
    let mut expected: Vec<_> = users[..3].iter().map(|user| user.id).collect();
    expected.sort();
    let other = service_number("+46 8 123 456 79").number;
    let check = application.in_transaction(move |transaction| {
        let (expected, number, other) = (expected.clone(), number.clone(), other.clone());
        Box::pin(async move {
            let all = transaction.number_holders(&number, None, 9).await?;
            assert_eq!(all, expected, "each once, by identifier");
            assert_eq!(transaction.number_holders(&number, None, 2).await?, expected[..2]);
            assert_eq!(transaction.number_holders(&number, Some(expected[1]), 2).await?, expected[2..]);
            assert_eq!(transaction.count_number_holders(&number).await?, 3, "each once");
            assert_eq!(transaction.number_holders(&other, None, 9).await?, []);
            assert_eq!(transaction.count_number_holders(&other).await?, 0);
            assert_eq!(transaction.count_default_number_users(BridgeId::FIRST).await?, 2);
            Ok(())
        })
    });
    check.await.expect("users can be found");
}

/// A number is registered at one bridge, and one bridge is the default.
pub async fn a_number_and_the_default_belong_to_one_bridge(application: Application) {
    let oslo = second_bridge();
    add(&application, &oslo).await.expect("a bridge can be added");
    let first = Bridge { service_numbers: oslo.service_numbers.clone(), ..Bridge::first() };
    let taken = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.update_bridge(&first, first.version).await?) })
    });
    let taken = taken.await;
    assert!(is_already_exists(&taken), "{taken:?}");
    let again = add(&application, &oslo).await;
    assert!(is_already_exists(&again), "{again:?}");
    let default = application.in_transaction(move |transaction| {
        let oslo = Bridge { default: true, ..second_bridge() };
        Box::pin(async move { Ok(transaction.update_bridge(&oslo, oslo.version).await?) })
    });
    let default = default.await;
    assert!(is_already_exists(&default), "{default:?}");
}

/// The same digits on two bridges are two IDs: they are drawn, retired, listed and counted apart.
pub async fn each_bridge_has_ids_of_its_own(application: Application) {
    let (anna, bo) = (user("Anna", "a"), user("Bo", "b"));
    let oslo = second_bridge();
    add(&application, &oslo).await.expect("a bridge can be added");
    let bo = User { bridge: oslo.id, provider: Provider::BuiltIn, ..bo };
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let (annas, bos) = (IdOwner::User(anna.id), IdOwner::User(bo.id));
    // The same randomness draws the same ID where neither is taken.
    let id = draw(&application, BridgeId::FIRST, annas, 1).await.expect("an ID can be drawn");
    assert_eq!(draw(&application, oslo.id, bos, 1).await.expect("an ID can be drawn"), id);
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.user(bo.id).await?, Some(bo));
            transaction.retire_conference_id(BridgeId::FIRST, id, second(60)).await?;
            let live =
                LedgerEntry { bridge: oslo.id, conference_id: id, owner: bos, quarantined_until: None };
            assert_eq!(transaction.ledger_entry(oslo.id, id).await?, Some(live));
            assert!(
                !transaction.reinstate_conference_id(oslo.id, id, annas).await?,
                "Anna's is on the other bridge"
            );
            let here = transaction.conference_id_usage(BridgeId::FIRST).await?;
            let there = transaction.conference_id_usage(oslo.id).await?;
            assert_eq!((here.assigned, here.quarantined), (0, 1));
            assert_eq!((there.assigned, there.quarantined), (1, 0));
            assert_eq!(transaction.end_quarantines(second(60)).await?, 1);
            assert_eq!(transaction.ledger_entry(BridgeId::FIRST, id).await?, None);
            assert_eq!(transaction.ledger_entry(oslo.id, id).await?, Some(live));
            Ok(())
        })
    });
    check.await.expect("the ledgers of two bridges are two");
}

/// Users, meetings and rooms have one ID each on a bridge; a reservation has as many as it wants.
pub async fn owners_of_every_kind_have_their_ids(application: Application) {
    let anna = user("Anna", "a");
    insert(&application, std::slice::from_ref(&anna)).await;
    let owners = [
        IdOwner::User(anna.id),
        IdOwner::Meeting(MeetingId::from_uuid(identifier())),
        IdOwner::Room(RoomId::from_uuid(identifier())),
    ];
    for (owner, seed) in owners.into_iter().zip(1..) {
        let id = draw(&application, BridgeId::FIRST, owner, seed).await.expect("an ID can be drawn");
        let entry = application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.ledger_entry(BridgeId::FIRST, id).await?) })
        });
        assert_eq!(entry.await.expect("the ledger can be read").map(|entry| entry.owner), Some(owner));
        let again = draw(&application, BridgeId::FIRST, owner, seed + 100).await;
        assert!(is_already_exists(&again), "{owner:?}: {again:?}");
    }
    let reservation = IdOwner::Reservation(ReservationId::from_uuid(identifier()));
    for seed in 50..53 {
        draw(&application, BridgeId::FIRST, reservation, seed).await.expect("an ID can be drawn");
    }
}
