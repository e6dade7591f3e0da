//! The API answers as its own document says: schemathesis makes requests from the document, right ones and wrong
//! ones, and compares what comes back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};

use konfid_tests::{Command, Server, binary};
use tempfile::TempDir;

/// A user whom requests with the document's own examples find.
const USERS: &str = "displayName,userPrincipalName,mail,language\r\n\
    Anna Svensson,anna.svensson@contoso.example,anna.svensson@contoso.example,sv\r\n\
    Bo Ek,bo.ek@contoso.example,bo.ek@contoso.example,en\r\n";

/// The program, which is beside the Python that `KONFID_PYTHON` names.
fn schemathesis() -> PathBuf {
    let python = env::var_os("KONFID_PYTHON").map(PathBuf::from);
    let python = python.expect("KONFID_PYTHON must name a Python; run these tests by `cargo xtask test`");
    let program = python.with_file_name("schemathesis");
    assert!(program.is_file(), "{} is not there; it comes with KONFID_PYTHON", program.display());
    program
}

/// Tries every operation; the same requests every time.
fn try_operations(server: &Server, folder: &Path, arguments: &[&str]) -> Output {
    let configuration = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis.toml");
    Process::new(schemathesis())
        .current_dir(folder)
        .arg("--config-file")
        .arg(configuration)
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", server.url))
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--seed", "1"])
        .args(["--generation-database", "none", "--continue-on-failure", "--no-color"])
        .args(arguments)
        .output()
        .unwrap()
}

/// How many operations the document has, without the one that answers the document: schemathesis leaves that out.
fn operations(server: &Server) -> usize {
    let document = server.client("").get_json("/api/v1/openapi.json");
    let paths = document["paths"].as_object().unwrap();
    let methods = ["get", "post", "put", "patch", "delete", "options"];
    let others = paths.iter().filter(|(path, _)| *path != "/api/v1/openapi.json");
    others.map(|(_, item)| methods.iter().filter(|method| item.get(**method).is_some()).count()).sum()
}

#[test]
fn the_api_answers_as_its_document_says() {
    let folder = TempDir::new().unwrap();
    let konfid = Command::new(binary(), folder.path());
    let server = konfid.serve(&["--wrong-ids-per-minute", "off"]);
    let token = konfid.succeed(&["token", "create"]);
    std::fs::write(folder.path().join("users.csv"), USERS).unwrap();
    konfid.succeed(&["import", "users.csv", "--enable"]);

    let authorization = format!("Authorization: Bearer {}", token.trim());
    for arguments in [&["--header", authorization.as_str()][..], &[]] {
        let output = try_operations(&server, folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        let tested = format!("Tested: {}", operations(&server));
        assert!(said.contains(&tested), "not everything was tried ({tested}):\n{said}");
    }
    let errors: Vec<_> =
        server.log().lines().filter(|line| line.contains("ERROR")).map(str::to_owned).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
