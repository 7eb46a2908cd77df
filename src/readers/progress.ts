/** Downloads, bars and percentages: what says that something is going on, and is over when it is read. */

// "  12% [====>     ]", "[#####     ] 45%", "━━━━ 1.2/3.4 MB 12 MB/s eta 0:00:01", "Receiving objects:  45% (12/30)", "45.2 kB / 1.2 MB"
const BAR =
  /^\s*(?:\d{1,3}(?:\.\d+)?% ?[[|█#=━▏ ]|\[[#=\->. █▒░]{3,}\]|[━╸╺█▓▒░▏▎▍▌▋▊▉]{3,}|[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] )|:\s+\d{1,3}% \(\d+\/\d+\)|\d{1,3}%\|[█▏▎▍▌▋▊▉ #=]*\||\beta \d+:\d\d/i;
// "Downloading foo-1.2.tar.gz (1.2 MB)", "Fetching https://…", "abc123: Pulling fs layer", "Get:1 http://deb.debian.org bookworm InRelease", "Unpacking foo (1.2) …"
const STEP =
  /^\s*(?:Downloading|Downloaded|Fetching|Extracting|Unpacking|Preparing to unpack|Selecting previously unselected|Setting up|Pulling|Pushing|Uploading|Resolving|Receiving|Counting|Compressing|Reading (?:package lists|state information|database)|Building dependency tree|Get:\d+ |Hit:\d+ |Ign:\d+ |[0-9a-f]{12}: (?:Pulling|Waiting|Verifying|Download complete|Pull complete|Downloading|Extracting|Already exists|Preparing|Layer already exists|Pushed|Mounted from))/;
const WRONG = /\berr(?:or)?\b|fail|warn|denied|timed? ?out|retry|cannot|could not|unable|refused|not found/i;

/** Is the line about something under way, and not about something wrong? */
export function isUnderWay(line: string): boolean {
  return line.length < 2048 && (BAR.test(line) || STEP.test(line)) && !WRONG.test(line);
}
