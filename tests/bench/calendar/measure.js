// Times the mending as WebAssembly: node measure.js THE_MODULE_THAT_WASM_BINDGEN_MADE
const { calendar, mend } = require(process.argv[2]);
const ROUNDS = 5;

for (const [name, every] of [["one in four changes", 4], ["all change", 1]]) {
  const text = calendar(every);
  const megabytes = Buffer.byteLength(text) / 1e6;
  const seconds = [];
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    changed = mend(text);
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const middle = seconds[(ROUNDS - 1) / 2];
  const rate = (megabytes / middle).toFixed(0);
  console.log(
    `wasm,   ${name.padStart(20)}: ${megabytes.toFixed(0)} MB, ${changed} meetings updated in ${middle.toFixed(2)} s, ${rate} MB/s`,
  );
}
