use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::*;

fn id(number: u32) -> ConferenceId {
    ConferenceId::from_number(number).unwrap()
}

#[test]
fn never_draws_guessable_taken_or_look_alike_ids() {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let mut space = IdSpace::new([id(8_271_964)]);
    space.avoid_service_numbers([&"+46812345678".parse().unwrap()]);
    assert!(space.is_never_drawn(id(2_345_678)));
    for _ in 0..20_000 {
        let drawn = space.draw(&mut random).unwrap();
        assert!(!space.is_never_drawn(drawn), "{}", drawn.number());
        assert!(space.guard.as_ref().is_some_and(|taken| !taken.contains(drawn.index())));
        let taken = space.guard.clone().unwrap();
        assert!(!drawn.look_alikes().any(|other| taken.contains(other.index())), "{}", drawn.number());
        space.take(drawn);
    }
    assert!(space.bytes() <= 2 * 1024 * 1024, "{} bytes", space.bytes());
}

#[test]
fn taking_and_giving_back_leaves_no_trace() {
    let mut random = ChaCha20Rng::seed_from_u64(2);
    let mut space = IdSpace::new([]);
    let before = space.candidates();
    let drawn: Vec<_> = (0..500)
        .map(|_| {
            let drawn = space.draw(&mut random).unwrap();
            space.take(drawn);
            drawn
        })
        .collect();
    assert!(space.candidates() < before - 500 * 60);
    for id in drawn {
        space.give_back(id);
    }
    assert_eq!(space.candidates(), before);
}

/// Pearson's chi-squared over 900 equal classes; 899 degrees of freedom have mean 899 and deviation 42.
#[test]
fn draws_uniformly() {
    let mut random = ChaCha20Rng::seed_from_u64(3);
    let space = IdSpace::new([]);
    let draws = 900_000_u32;
    let mut seen = vec![0_u32; 900];
    for _ in 0..draws {
        seen[(space.draw(&mut random).unwrap().index() / 10_000) as usize] += 1;
    }
    let mut available = vec![0_u32; 900];
    for index in 0..ConferenceId::COUNT {
        available[(index / 10_000) as usize] += u32::from(space.candidates.contains(index));
    }
    let chi_squared: f64 = seen
        .iter()
        .zip(available)
        .map(|(seen, available)| {
            let expected = f64::from(draws) * f64::from(available) / f64::from(space.candidates());
            (f64::from(*seen) - expected).powi(2) / expected
        })
        .sum();
    assert!((899.0 - 5.0 * 42.0..899.0 + 5.0 * 42.0).contains(&chi_squared), "{chi_squared}");
}

#[test]
fn the_last_free_ids_are_drawn_once_each() {
    let mut random = ChaCha20Rng::seed_from_u64(4);
    let open_count = 2_000;
    let full = (0..ConferenceId::COUNT).filter_map(ConferenceId::from_index);
    let open: BTreeSet<_> =
        full.clone().filter(|id| !id.is_guessable()).step_by(4_000).take(open_count).collect();
    let mut space = IdSpace::new(full.filter(|id| !open.contains(id)));
    assert!(!space.avoids_look_alikes());
    let mut drawn = BTreeSet::new();
    while let Some(id) = space.draw(&mut random) {
        assert!(drawn.insert(id), "drawn twice");
        space.take(id);
    }
    assert_eq!(drawn, open);
    space.give_back(*open.first().unwrap());
    assert_eq!(space.draw(&mut random), open.first().copied());
    assert!(space.bytes() <= 2 * 1024 * 1024);
}
