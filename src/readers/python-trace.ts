/** Python tracebacks in build logs. */

// '        File "/home/dev/e/lib/python3.11/site-packages/setuptools/build_meta.py", line 333, in _get_build_requires'
const FOREIGN = /^(\s*)File "(?:(?=[^"]*(?:site-packages|dist-packages|[\\/]lib[\\/]python3))[^"]*|<frozen [^">]*>)", line \d+/;

/** The lines without the frames of libraries: `File …` and the deeper lines under it. */
export function withoutLibraryFrames(lines: readonly string[]): string[] {
  let depth = -1;
  return lines.filter((line) => {
    const indent = line.length - line.trimStart().length;
    const foreign = FOREIGN.exec(line);
    if (foreign) depth = foreign[1]?.length ?? 0;
    else if (depth >= 0 && (indent <= depth || line.trim() === '')) depth = -1;
    return depth < 0;
  });
}
