//! What a launcher tells the server: any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use livecoding::sandbox::Report;
use livecoding_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| round_trip::<Report>(bytes));
