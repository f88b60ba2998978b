//! What a launcher is told to start: any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use livecoding::sandbox::Spec;
use livecoding_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| round_trip::<Spec>(bytes));
