//! Where a thrown value that is no `Error` came from.
//!
//! `QuickJS` notes the place of every throw, but only `Error` objects carry it. The note itself is
//! reached through the door that `QuickJS` keeps for its own standard library.

use std::ffi::c_int;

use rquickjs::{Ctx, Value, qjs};

/// The command of `js_std_cmd` that takes the note.
const ERROR_BACK_TRACE: c_int = 2;

#[expect(unsafe_code, reason = "the function is in quickjs.c, and in no header")]
unsafe extern "C" {
    fn js_std_cmd(command: c_int, ...) -> usize;
}

/// Takes the note of the last throw: lines as in `Error.prototype.stack`.
pub(super) fn take(ctx: &Ctx<'_>) -> Option<String> {
    #[expect(
        unsafe_code,
        reason = "the call fills `note` with a value that is ours, as `js_std_dump_error` uses it"
    )]
    let note = unsafe {
        let mut note = qjs::JS_UNDEFINED;
        js_std_cmd(ERROR_BACK_TRACE, ctx.as_raw().as_ptr(), &raw mut note);
        Value::from_raw(ctx.clone(), note)
    };
    note.as_string()?.to_string().ok()
}
