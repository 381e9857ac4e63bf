//! Another program → what became of it. It runs in a group of processes of its own: at the end of its time everything that it
//! started ends with it, and what it leaves behind after a good end holds nobody up.

use std::io::{Error, ErrorKind, Read, Result, Write as _};
use std::process::{self, Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::world::{Command, Finished};

/// How many bytes of each of its outputs are kept; the rest is read and dropped.
const MOST: usize = 16 << 20;

/// How long after its end its outputs may stay open: somebody whom it left behind holds them then.
const GRACE: Duration = Duration::from_secs(3);

/// Runs a program to its end, or to the end of its time.
pub(super) fn execute(command: &Command) -> Result<Finished> {
    let mut told = process::Command::new(&command.program);
    told.args(&command.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    told.envs(command.variables.iter().map(|(name, value)| (name, value)));
    if let Some(folder) = &command.folder {
        told.current_dir(folder);
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut told, 0);
    let mut child = told.spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        let input = command.input.clone();
        // A program need not read what it is given; what it did is told by its exit code.
        thread::spawn(move || pipe.write_all(&input));
    }
    let (output, errors) = (Tap::on(child.stdout.take()), Tap::on(child.stderr.take()));
    let status = wait(&mut child, command.limit)?;
    Ok(Finished { code: status.code(), output: output.drawn(), errors: errors.drawn() })
}

/// Waits for a program, and ends it with all that it started at the end of its time.
fn wait(child: &mut Child, limit: Duration) -> Result<process::ExitStatus> {
    let begin = Instant::now();
    let mut nap = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if begin.elapsed() > limit {
            end(child)?;
            child.wait()?;
            return Err(Error::new(ErrorKind::TimedOut, format!("it did not end within {} s", limit.as_secs())));
        }
        thread::sleep(nap);
        nap = (nap * 2).min(Duration::from_millis(50));
    }
}

#[cfg(unix)]
fn end(child: &mut Child) -> Result<()> {
    use rustix::process::{Pid, Signal, kill_process_group};
    // It has not been waited for, so that its number is still its own.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    child.kill()
}

#[cfg(not(unix))]
fn end(child: &mut Child) -> Result<()> {
    child.kill()
}

/// What comes out of a pipe, gathered beside everything else.
struct Tap {
    bytes: Arc<Mutex<Vec<u8>>>,
    ended: Receiver<()>,
}

impl Tap {
    fn on(pipe: Option<impl Read + Send + 'static>) -> Self {
        let (end, ended) = mpsc::channel();
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let gathered = Arc::clone(&bytes);
        thread::spawn(move || {
            let mut piece = [0; 16 << 10];
            let mut pipe = pipe;
            // What came until the pipe broke is what there is.
            while let Some(read) = pipe.as_mut().and_then(|pipe| read_some(pipe, &mut piece)) {
                let mut gathered = gathered.lock().unwrap_or_else(PoisonError::into_inner);
                let room = MOST - gathered.len();
                gathered.extend_from_slice(&piece[..read.min(room)]);
            }
            // Nobody may wait any more.
            let _ = end.send(());
        });
        Self { bytes, ended }
    }

    /// What has come by the end of the pipe, or shortly after the end of the program.
    fn drawn(self) -> Vec<u8> {
        let _ = self.ended.recv_timeout(GRACE);
        std::mem::take(&mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How many bytes came; `None` at the end.
fn read_some(pipe: &mut impl Read, piece: &mut [u8]) -> Option<usize> {
    loop {
        match pipe.read(piece) {
            Ok(0) => return None,
            Ok(read) => return Some(read),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test looks at what a program did")]

    use super::*;

    fn shell(script: &str, limit: u64) -> Command {
        Command::new("sh", &["-c", script], Duration::from_secs(limit))
    }

    #[test]
    fn at_the_end_of_its_time_all_that_it_started_ends_with_it() {
        let folder = tempfile::tempdir().expect("there is room");
        let script = "(while :; do echo tick >> ticks; sleep 0.1; done) & while [ ! -s ticks ]; do sleep 0.1; done; \
                      cat; trap '' TERM; sleep 300";
        let command = Command { folder: Some(folder.path().to_owned()), ..shell(script, 2) };
        let begin = Instant::now();
        let error = execute(&command).expect_err("it does not end");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(begin.elapsed() < Duration::from_secs(60));
        let ticks = || std::fs::read(folder.path().join("ticks")).expect("it began").len();
        let seen = ticks();
        assert!(seen > 0);
        thread::sleep(Duration::from_millis(500));
        assert_eq!(ticks(), seen, "somebody still ticks");
    }

    #[test]
    fn one_left_behind_that_holds_the_pipes_holds_nobody_up() {
        let begin = Instant::now();
        let done = execute(&shell("sleep 45 & echo done; echo said >&2; exit 3", 300)).expect("it ends");
        assert_eq!((done.code, &done.output[..], &done.errors[..]), (Some(3), &b"done\n"[..], &b"said\n"[..]));
        assert!(begin.elapsed() < Duration::from_secs(40));
    }

    #[test]
    fn of_a_flood_so_much_is_kept_and_what_nobody_reads_is_no_error() {
        let flood = execute(&shell("head -c 20000000 /dev/zero", 300)).expect("it ends");
        assert_eq!((flood.code, flood.output.len()), (Some(0), MOST));
        let deaf = Command { input: vec![0; 1 << 20], ..shell("exit 0", 300) };
        assert_eq!(execute(&deaf).expect("it ends").code, Some(0));
    }
}
