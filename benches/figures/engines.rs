//! Many engines and one thread that answers them all: what the programs alone take of the machine.

use std::time::{Duration, Instant};

use rustix::event::epoll;

use super::HANG_GUARD;
use super::engine::Engine;
use super::stats::Samples;

/// For how long they play.
const LENGTH: Duration = Duration::from_secs(5);

/// So many engines of a language, each as fast as it can.
pub fn measure(language: &str, count: u32) {
    let program = super::loop_of(language, usize::MAX >> 33);
    let mut engines: Vec<_> = (0..count)
        .map(|_| Engine::start(language, &program))
        .collect();
    let ready = epoll::create(epoll::CreateFlags::CLOEXEC).unwrap();
    for (number, engine) in (0..).zip(&mut engines) {
        engine.next_command();
        let number = epoll::EventData::new_u64(number);
        epoll::add(&ready, engine.output(), number, epoll::EventFlags::IN).unwrap();
    }
    let begin = Instant::now();
    let mut asked = vec![begin; engines.len()];
    engines.iter_mut().for_each(Engine::answer);
    let mut samples = Samples::default();
    let mut events = Vec::with_capacity(engines.len());
    while begin.elapsed() < LENGTH {
        let guard = HANG_GUARD.try_into().unwrap();
        epoll::wait(
            &ready,
            rustix::buffer::spare_capacity(&mut events),
            Some(&guard),
        )
        .unwrap();
        assert!(!events.is_empty(), "{language} gives commands");
        for event in events.drain(..) {
            let number = usize::try_from(event.data.u64()).unwrap();
            engines[number].next_command();
            samples.add(asked[number].elapsed());
            asked[number] = Instant::now();
            engines[number].answer();
        }
    }
    println!(
        "  {count} engines of {language} and one thread that answers them: {} a second, {samples}",
        u64::from(samples.count()) / LENGTH.as_secs()
    );
}
