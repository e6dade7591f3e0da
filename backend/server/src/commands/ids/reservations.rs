//! Reserving and releasing conference IDs.

use shared::paths::{self, route};
use shared::{BridgeId, Reservation, ReservationId, ReserveRequest};

use crate::client::Request;
use crate::command_error::Result;
use crate::commands::context::CommandContext;
use crate::output::{self, plain, say};

impl CommandContext {
    pub(super) async fn reserve(&self, request: ReserveRequest) -> Result<()> {
        let wanted = request.last.unwrap_or(request.first).number() - request.first.number() + 1;
        let kept: Reservation =
            self.client.send(Request::post(route::RESERVATIONS).once().json(&request)?).await?;
        if self.json {
            return output::json(&kept);
        }
        let (name, until) = (plain(&kept.reserved_for), kept.until);
        let what = match kept.count {
            1 => say(self.language, "1 conference ID is", "1 konferens-ID är reserverat"),
            count => say(
                self.language,
                format!("{count} conference IDs are"),
                format!("{count} konferens-ID:n är reserverade"),
            ),
        };
        output::line(&say(
            self.language,
            format!("{what} reserved for {name} until {until}. Reservation: {}", kept.id),
            format!("{what} för {name} till och med {until}. Reservation: {}", kept.id),
        ))?;
        match wanted - kept.count {
            0 => Ok(()),
            others => output::line(&say(
                self.language,
                format!("Left out, because they are taken or in quarantine: {others}."),
                format!("Utelämnade, eftersom de är upptagna eller i karantän: {others}."),
            )),
        }
    }

    pub(super) async fn release(&self, reservation: ReservationId) -> Result<()> {
        self.client.send_for_text(Request::delete(paths::reservation(reservation)).once()).await?;
        if self.json {
            return output::json(&serde_json::json!({ "released": reservation }));
        }
        output::line(&say(
            self.language,
            "The conference IDs are released.",
            "Konferens-ID:na är inte längre reserverade.",
        ))
    }

    pub(super) async fn list_reservations(&self, bridge: Option<BridgeId>) -> Result<()> {
        let mut kept: Vec<Reservation> = Vec::new();
        let request = Request::get(route::RESERVATIONS).maybe_query("bridge", bridge);
        self.client
            .for_each(request, None, |reservation: Reservation| {
                if self.json {
                    output::json(&reservation)?;
                } else {
                    kept.push(reservation);
                }
                Ok(())
            })
            .await?;
        if self.json {
            return Ok(());
        }
        let headings = [
            ("Reservation", "Reservation"),
            ("Bridge", "Brygga"),
            ("First", "Första"),
            ("Last", "Sista"),
            ("Reserved", "Reserverade"),
            ("For", "För"),
            ("Until", "Till och med"),
        ];
        let headings = headings.map(|(english, swedish)| say(self.language, english, swedish));
        let mut table = output::table(headings.each_ref().map(String::as_str));
        for reservation in &kept {
            table.add_row([
                reservation.id.to_string(),
                reservation.bridge.to_string(),
                reservation.first.grouped(),
                reservation.last.grouped(),
                reservation.count.to_string(),
                plain(&reservation.reserved_for),
                reservation.until.to_string(),
            ]);
        }
        output::print_table(&table)
    }
}
