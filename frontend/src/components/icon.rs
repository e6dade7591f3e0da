//! Icons. They are drawn once, as symbols in `index.html`, and used by name; they never carry meaning alone.

use yew::prelude::*;

/// A symbol in `index.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Alert,
    Audit,
    Calendar,
    Check,
    ChevronDown,
    ChevronUp,
    Close,
    Copy,
    Download,
    Hash,
    Help,
    Home,
    Mail,
    More,
    Phone,
    Plus,
    Print,
    Reset,
    Search,
    Settings,
    Tune,
    Undo,
    Upload,
    Users,
}

impl Icon {
    const fn address(self) -> &'static str {
        match self {
            Self::Alert => "#icon-alert",
            Self::Audit => "#icon-audit",
            Self::Calendar => "#icon-calendar",
            Self::Check => "#icon-check",
            Self::ChevronDown => "#icon-chevron-down",
            Self::ChevronUp => "#icon-chevron-up",
            Self::Close => "#icon-close",
            Self::Copy => "#icon-copy",
            Self::Download => "#icon-download",
            Self::Hash => "#icon-hash",
            Self::Help => "#icon-help",
            Self::Home => "#icon-home",
            Self::Mail => "#icon-mail",
            Self::More => "#icon-more",
            Self::Phone => "#icon-phone",
            Self::Plus => "#icon-plus",
            Self::Print => "#icon-print",
            Self::Reset => "#icon-reset",
            Self::Search => "#icon-search",
            Self::Settings => "#icon-settings",
            Self::Tune => "#icon-tune",
            Self::Undo => "#icon-undo",
            Self::Upload => "#icon-upload",
            Self::Users => "#icon-users",
        }
    }
}

/// Draws an icon, hidden from screen readers.
pub(crate) fn icon(icon: Icon) -> Html {
    html! { <svg class="icon" aria-hidden="true"><use href={icon.address()} /></svg> }
}
