//! Lua 5.4 as a child process.

use std::cell::RefCell;

use mlua::{Lua, LuaOptions, StdLib, Table};

use super::REPORT_MEMORY_BYTES;
use super::channel::Channel;

/// Runs `engine`, which converses with the server over `channel` and returns the exit status.
///
/// # Errors
///
/// Fails when the engine itself does; an error of the program is the engine's to report.
pub(super) fn run(engine: &str, channel: Channel, memory_bytes: usize) -> mlua::Result<u8> {
    #[expect(
        unsafe_code,
        reason = "the engine needs the debug library to find the learner's line; a program that \
                  misuses it harms this process, which is the program's own"
    )]
    let lua = unsafe { Lua::unsafe_new_with(StdLib::ALL, LuaOptions::new()) };
    let memory_bytes = without_overhead(memory_bytes);
    lua.set_memory_limit(memory_bytes)?;
    let host = host(&lua, channel, memory_bytes)?;
    let status = lua.load(engine).set_name("=[engine]").call(host)?;
    // The process ends here: to free the program's objects one by one is wasted time.
    std::mem::forget(lua);
    Ok(status)
}

/// What Lua may count of `memory_bytes`: small objects take more of the system than they count.
fn without_overhead(memory_bytes: usize) -> usize {
    memory_bytes / 7 * 5
}

/// What the engine cannot do in Lua: `read_line()`, `write(lines)`, `allow_report()`.
fn host(lua: &Lua, channel: Channel, memory_bytes: usize) -> mlua::Result<Table> {
    let channel = std::rc::Rc::new(RefCell::new(channel));
    let host = lua.create_table()?;
    let input = channel.clone();
    host.set(
        "read_line",
        lua.create_function(move |_, ()| Ok(input.borrow_mut().read_line()))?,
    )?;
    host.set(
        "write",
        lua.create_function(move |_, lines: mlua::LuaString| {
            Ok(channel.borrow_mut().write(&lines.as_bytes()).is_ok())
        })?,
    )?;
    host.set(
        "allow_report",
        lua.create_function(move |lua, ()| {
            lua.set_memory_limit(memory_bytes.saturating_add(REPORT_MEMORY_BYTES))?;
            Ok(())
        })?,
    )?;
    Ok(host)
}
