/** `rtk gain --help`. */
export const USAGE = `rtk gain [which runs] [what] [form]: what rtk saved, net, in tokens and dollars. docs/gain.md defines every figure.

Which runs:
  --since DAY, --until DAY   2026-11-01, today, yesterday; --since 7d, 2w
  -p, --project [PATH]       the repository that you are in, or that PATH is in
  --session ID, --agent NAME

What, instead of the tables by command, agent, project and model:
  -d, --daily   -w, --weekly   -m, --monthly   -a, --all   -g, --graph
  -H, --history   -F, --failures   --recalls
  --limit N                  rows of a list

Dollars:
  --model NAME               for this model instead of the one in the transcript
  --prices FILE              prices in TOML or JSON, before those of [prices] in config.toml
  --scan                     read all transcripts for re-reads, however long it takes

Form:
  --json   --csv   --prometheus   --html   -f, --format text|json|csv|prometheus|html
  -o, --output FILE          write it there in one step

Else:
  export --jsonl             sums without command text, as lines
  export --otlp ADDRESS      the same to an OpenTelemetry collector (docs/team.md)
  --import-rtk-rs [FILE]     take over what rtk-rs has counted; it stays apart
  --reset [-y, --yes]        delete journals and ledger`;
