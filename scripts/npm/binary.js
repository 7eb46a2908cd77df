/** The path of the binary for this platform, from the optional dependency that npm chose; undefined if there is none. */
exports.binary = () => {
  const file = process.platform === 'win32' ? 'rtk.exe' : 'rtk';
  const name = `@rtk/${process.platform}-${process.arch}`;
  for (const each of musl() ? [`${name}-musl`, name] : [name]) {
    try {
      return require.resolve(`${each}/${file}`);
    } catch {}
  }
  return undefined;
};

function musl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}
