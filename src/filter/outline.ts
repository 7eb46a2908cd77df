/** Imports, signatures and types of a source text; bodies become counted gaps. Line-based: it knows shapes of many languages, not their grammars. */

// "import x from 'y'", "use std::fs;", "#include <x>", "from a import b", "package main"
const IMPORT =
  /^\s*(?:import\b|from\s+\S+\s+import\b|use\s+[\w:{]|#\s*include\b|require(?:_relative)?\b|package\s+\w|using\s+\w|mod\s+\w+;|export\s+(?:\*|\{))/;
// "export async function f(", "pub fn f", "class A", "def f(", "func (r *R) F(", "interface I", "type T =", "impl X for Y"
const SIGNATURE =
  /^\s*(?:@\w|(?:(?:export|default|declare|public|private|protected|internal|static|abstract|final|async|pub(?:\([^)]*\))?|unsafe|extern(?:\s+"[^"]*")?|virtual|override|inline|const|readonly|sealed|open|data|partial)\s+)*(?:function\*?|class|interface|enum|struct|trait|impl\b|fn|def|func|fun|type|namespace|module|record|protocol|extension|union|macro_rules!)(?:\s|<|\())/;
// "  name(args): Type {", "int main(void) {", "public void run() throws X {", "const f = (a) => {"
const METHOD =
  /^\s*(?!(?:if|for|while|switch|catch|return|else|do|with|match|await|throw|new|using|lock|try|elif|case)\b)(?:[\w<>[\],.:*&?]+\s+)*[\w$~#]+\s*(?:<[^<>]*>)?\([^;]*\{\s*$/;
const BOUND = /^\s*(?:export\s+)?(?:const|let|var|val)\s+[\w$].*(?:=>|function\b|\bclass\b)/;

export interface OutlineLine {
  /** Line number, from 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines that stay; what lies between them is the gaps. */
export function outline(lines: readonly string[]): OutlineLine[] {
  const shown: OutlineLine[] = [];
  for (const [index, text] of lines.entries()) {
    if (stays(text)) shown.push({ number: index + 1, text });
  }
  return shown;
}

function stays(line: string): boolean {
  if (line.length > 400 || line.trim() === '') return false;
  return IMPORT.test(line) || SIGNATURE.test(line) || METHOD.test(line) || BOUND.test(line);
}
