//! How many connections there may be, in all and from one address.
//!
//! A connection without a request in hand is idle, also while the head of its first request is still on its way. When
//! there is no place left, the connection that has been idle longest makes room. So nobody can keep others out
//! by holding connections open.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ClientAddress;
use tokio::sync::Notify;
use tokio::time::Instant;

/// How many connections there may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// In all.
    pub(super) total: usize,
    /// From one address. Reverse proxies, which speak for many, have no such limit.
    pub(super) per_address: usize,
}

/// The places of all connections.
#[derive(Clone, Debug)]
pub(super) struct Places {
    limits: Limits,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    next: u64,
    connections: BTreeMap<u64, Connection>,
    by_address: HashMap<ClientAddress, usize>,
}

#[derive(Debug)]
struct Connection {
    /// Whom it counts for; nobody when it is a reverse proxy's.
    address: Option<ClientAddress>,
    /// Since when no request is in hand.
    idle_since: Option<Instant>,
    /// Tells whoever serves it that it has to make room.
    leave: Arc<Notify>,
}

/// The place of one connection. It is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    places: Places,
    leave: Arc<Notify>,
}

/// A request in hand. The connection is idle again when this is dropped.
#[derive(Debug)]
pub(super) struct InHand(Arc<Place>);

impl Places {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, taken: Arc::default() }
    }

    /// A place for a connection from this address, `None` if it counts for nobody. There is none when every connection
    /// has a request in hand.
    pub(super) fn take(&self, address: Option<ClientAddress>) -> Option<Place> {
        let mut taken = self.lock();
        if let Some(address) = address
            && taken.by_address.get(&address).is_some_and(|count| *count >= self.limits.per_address)
        {
            taken.make_room(|connection| connection.address == Some(address))?;
        }
        if taken.connections.len() >= self.limits.total {
            taken.make_room(|_| true)?;
        }
        let number = taken.next;
        taken.next += 1;
        let leave = Arc::new(Notify::new());
        let connection = Connection { address, idle_since: Some(Instant::now()), leave: leave.clone() };
        taken.connections.insert(number, connection);
        if let Some(address) = address {
            *taken.by_address.entry(address).or_default() += 1;
        }
        drop(taken);
        Some(Place { number, places: self.clone(), leave })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// Sends the connection away that has been idle longest among these.
    fn make_room(&mut self, among: impl Fn(&Connection) -> bool) -> Option<()> {
        let idle = self.connections.iter().filter(|(_, connection)| among(connection));
        let longest = idle.filter_map(|(number, connection)| Some((connection.idle_since?, *number))).min();
        let connection = self.free(longest?.1)?;
        connection.leave.notify_one();
        Some(())
    }

    fn free(&mut self, number: u64) -> Option<Connection> {
        let connection = self.connections.remove(&number)?;
        if let Some(address) = connection.address
            && let Some(count) = self.by_address.get_mut(&address)
        {
            *count -= 1;
            if *count == 0 {
                self.by_address.remove(&address);
            }
        }
        Some(connection)
    }
}

impl Place {
    /// Says that a request has arrived.
    pub(super) fn begin(self: &Arc<Self>) -> InHand {
        self.set_idle(None);
        InHand(self.clone())
    }

    /// Is ready when the connection has to make room.
    pub(super) async fn must_leave(&self) {
        self.leave.notified().await;
    }

    fn set_idle(&self, since: Option<Instant>) {
        if let Some(connection) = self.places.lock().connections.get_mut(&self.number) {
            connection.idle_since = since;
        }
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.0.set_idle(Some(Instant::now()));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.lock().free(self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn from(address: &str) -> ClientAddress {
        address.parse::<IpAddr>().unwrap().into()
    }

    async fn has_to_leave(place: &Place) -> bool {
        tokio::select! {
            biased;
            () = place.must_leave() => true,
            () = std::future::ready(()) => false,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_idle_makes_room() {
        let places = Places::new(Limits { total: 3, per_address: 3 });
        let mut held = Vec::new();
        for _ in 0..3 {
            held.push(Arc::new(places.take(Some(from("192.0.2.1"))).unwrap()));
            tokio::time::advance(std::time::Duration::from_secs(1)).await;
        }
        let in_hand = held[0].begin();
        let newest = places.take(Some(from("192.0.2.2"))).unwrap();
        assert!(!has_to_leave(&held[0]).await, "it has a request in hand");
        assert!(has_to_leave(&held[1]).await);
        assert!(!has_to_leave(&held[2]).await);
        drop(in_hand);
        drop(newest);
        assert_eq!(places.lock().connections.len(), 2);
        drop(held);
        assert!(places.lock().connections.is_empty());
        assert!(places.lock().by_address.is_empty());
    }

    #[tokio::test]
    async fn one_address_takes_no_place_from_another() {
        let places = Places::new(Limits { total: 100, per_address: 2 });
        let other = places.take(Some(from("192.0.2.9"))).unwrap();
        let mut held = Vec::new();
        for _ in 0..10 {
            held.push(places.take(Some(from("2001:db8::1"))).unwrap());
            held.push(places.take(Some(from("2001:db8::ffff"))).unwrap());
        }
        assert_eq!(places.lock().by_address[&from("2001:db8::1")], 2, "they share a /64");
        assert!(!has_to_leave(&other).await);
        for place in &held[..18] {
            assert!(has_to_leave(place).await);
        }
        for _ in 0..10 {
            held.push(places.take(None).unwrap());
        }
        assert_eq!(places.lock().connections.len(), 13, "a reverse proxy speaks for many");
    }

    #[test]
    fn there_is_no_place_when_every_connection_works() {
        let places = Places::new(Limits { total: 2, per_address: 2 });
        let held = [(); 2].map(|()| Arc::new(places.take(None).unwrap()));
        let working = held.each_ref().map(Place::begin);
        assert!(places.take(None).is_none());
        drop(working);
        assert!(places.take(None).is_some());
    }
}
