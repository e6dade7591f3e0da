//! Mending calendar data: the pure core of the meeting update tool.
