//! A PostgreSQL of the tests' own, in a temporary folder.

use std::env;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);
/// Part of the socket's name; nobody else is in its folder.
const PORT: u16 = 5_432;
/// Debian's folder of all versions.
const DEBIAN: &str = "/usr/lib/postgresql";
/// The user "nobody". PostgreSQL does not run as root.
const NOBODY: u32 = 65_534;
/// Runs the server for as long as standard input stays open; then ends it, by its own number, and takes the folder away.
/// So it ends with the test, however that ends. Parameters: the folder, then the server's command line.
const KEEPER: &str = r#"folder=$1; shift
"$@" >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$folder""#;

/// A running PostgreSQL. Its superuser is `admin`; the databases belong to `konfid`, who is none, as with those who let
/// databases. It speaks over a socket in its folder only.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    keeper: Child,
}

impl Postgres {
    /// The one of this process, which is started when it is first asked for.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// Starts one.
    pub fn start() -> Self {
        Self::start_with(|_, _| Vec::new())
    }

    /// Starts one that writes durably, as no test needs and every figure does.
    pub fn start_durable() -> Self {
        Self::start_with(|_, _| vec!["fsync=on".to_owned()])
    }

    /// Starts one that also listens on this port of `localhost`, where it wants TLS with this certificate and a password.
    pub fn start_with_tls(port: u16, certificate: &str, key: &str) -> Self {
        let server = Self::start_with(|data, owner| {
            let rules = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
            for (name, text) in [("server.crt", certificate), ("server.key", key), ("pg_hba.conf", rules)] {
                let path = data.join(name);
                fs::write(&path, text).expect("the folder of the data can be written");
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("the file is ours");
                std::os::unix::fs::chown(&path, owner, owner).expect("root may give a file away");
            }
            ["listen_addresses=127.0.0.1".to_owned(), format!("port={port}"), "ssl=on".to_owned()].into()
        });
        server.run("postgres", "ALTER ROLE konfid PASSWORD 'hemligt'");
        server
    }

    /// Starts one with these settings, which are made when the folder of its data is.
    fn start_with(settings: impl FnOnce(&Path, Option<u32>) -> Vec<String>) -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("konfid-postgres-").tempdir().expect("there is no room");
        // The keeper takes it away, also when this process has no time for that.
        let folder = folder.keep();
        let (owner, prefix) = unprivileged(&folder);
        let data = folder.join("data");
        let made = command(&prefix, &programs.join("initdb"))
            .current_dir(&folder)
            .arg("--pgdata")
            .arg(&data)
            // Nothing may depend on the language of the database.
            .args(["--username=admin", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .args(["--locale-provider=icu", "--icu-locale=sv-SE"])
            .output()
            .expect("initdb cannot be started");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let settings = settings(&data, owner);
        let port =
            settings.iter().find_map(|setting| setting.strip_prefix("port=")?.parse().ok()).unwrap_or(PORT);
        let keeper = command(&prefix, Path::new("sh"))
            .current_dir(&folder)
            .args(["-c", KEEPER, "keeper"])
            .arg(&folder)
            .arg(programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=300"])
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server cannot be started");
        let server = Self { programs, folder, port, keeper };
        server.wait_until_ready();
        server.run("postgres", "CREATE ROLE konfid LOGIN");
        server
    }

    /// The address of a new, empty database.
    pub fn database(&self) -> String {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let name = format!("test{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name} OWNER konfid"));
        self.address("konfid", &name)
    }

    /// The address of a database for this user.
    pub fn address(&self, user: &str, database: &str) -> String {
        let host = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://{user}@{host}:{}/{database}", self.port)
    }

    /// Runs statements as the superuser; answers what they print.
    pub fn run(&self, database: &str, statements: &str) -> String {
        let output = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--username=admin"])
            .args(["--set=ON_ERROR_STOP=1", "--dbname", database, "--command", statements, "--host"])
            .arg(&self.folder)
            .args(["--port", &self.port.to_string()])
            .output()
            .expect("psql cannot be started");
        assert!(output.status.success(), "{statements}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn wait_until_ready(&self) {
        let begun = Instant::now();
        let is_ready = || {
            let mut ask = Command::new(self.programs.join("pg_isready"));
            ask.arg("--quiet")
                .arg("--host")
                .arg(&self.folder)
                .args(["--port", &self.port.to_string()])
                .status()
                .is_ok_and(|status| status.success())
        };
        while !is_ready() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < PATIENCE, "PostgreSQL does not start:\n{}", log());
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing more can be done about one that does not end.
        let _ = self.keeper.wait();
    }
}

/// The folder with PostgreSQL's programs.
fn programs() -> PathBuf {
    if let Some(folder) = env::var_os("KONFID_POSTGRES_BIN") {
        return folder.into();
    }
    let version = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders = fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path());
    let newest =
        folders.filter(|folder| folder.join("bin/initdb").exists()).max_by_key(|folder| version(folder));
    let on_path = || {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).find(|folder| folder.join("initdb").exists())
    };
    newest.map(|folder| folder.join("bin")).or_else(on_path).expect(
        "PostgreSQL is not installed. Install Debian's package postgresql, or name the folder with initdb in \
         KONFID_POSTGRES_BIN.",
    )
}

/// Who shall run the programs, if it is not the one who tests, and what a command line must begin with for that. The
/// folder is given to that user.
fn unprivileged(folder: &Path) -> (Option<u32>, Vec<String>) {
    let mark = folder.join("mark");
    File::create(&mark).expect("the folder cannot be written");
    if owner(&mark) != 0 {
        return (None, Vec::new());
    }
    std::os::unix::fs::chown(folder, Some(NOBODY), Some(NOBODY)).expect("root may give a folder away");
    let user = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}")];
    let prefix = ["setpriv".to_owned(), "--clear-groups".to_owned()].into_iter().chain(user).collect();
    (Some(NOBODY), prefix)
}

fn owner(path: &Path) -> u32 {
    use std::os::unix::fs::MetadataExt as _;

    fs::metadata(path).expect("the file was just made").uid()
}

fn command(prefix: &[String], program: &Path) -> Command {
    let Some((first, rest)) = prefix.split_first() else { return Command::new(program) };
    let mut command = Command::new(first);
    command.args(rest).arg(program);
    command
}
