/** Does a line show data that a service answered, and nothing else? It is read by the model alone, and is no file of the user's. */

import { limitsOf } from './limits.ts';
import { scriptOf } from './script.ts';
import { typed } from './simple.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { commandsOf, type Found } from './walk.ts';

// "gh api repos/a/b/pulls", "gh pr view 3 --json title", "curl -s https://…", "kubectl get pods -o json", "npm view x --json"
const FETCHES =
  /^(?:gh api |glab api |gh \S+ \S+ (?:.* )?--json(?:[ =]|$)|curl |wget (?:.* )?(?:-\w*O ?-|--output-document=-)|(?:http|https|xh|xhs) |(?:kubectl|oc) (?:.* )?(?:-o ?|--output[ =])json(?: |$)|(?:docker|podman|nerdctl) (?:.* )?inspect |(?:docker|podman) (?:.* )?--format[ =]\S*json|(?:aws|az|gcloud|doctl|hcloud|oci|ibmcloud|flyctl|fly|heroku|vercel|netlify|stripe|glab|tea) |(?:npm|pnpm|yarn|bun) (?:.* )?--json(?: |$)|cargo metadata |(?:terraform|tofu) (?:show|output|providers schema) (?:.* )?-json|helm (?:.* )?(?:-o ?|--output[ =])json(?: |$))/;
// They pass on what comes through a pipe: "jq '.[] | {id}'", "head -80", "python3 -m json.tool"
const PASSES =
  /^(?:(?:jq|gojq|jaq)(?: -\S+)*(?: (?!-)[^\0]*)?|cat|head(?: -\S+)*(?: \d+)?|tail(?: -\S+)*(?: \d+)?|python3? -m json\.tool|json_pp)$/;
const SILENT = /^(?:cd|export|set|true|:|sleep|test|\[|mkdir|unset)$/;

export function isFetched(line: string): boolean {
  if (line.length > 16_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return false;
  try {
    const script = scriptOf(line);
    if ((script.errors?.length ?? 0) > 0 || limitsOf(script).names.size > 0) return false;
    const seen = (commandsOf(script, line) ?? []).filter(isSeen);
    return seen.some(fetches) && seen.every((found) => fetches(found) || passes(found));
  } catch {
    return false;
  }
}

function isSeen({ command, outlets }: Found): boolean {
  const goesOn = outlets.stdout === 'the model' || outlets.stdout === 'a program';
  return command.name !== undefined && goesOn && !SILENT.test(command.name.value) && !outlets.why?.includes('substituted');
}

function fetches({ command }: Found): boolean {
  return FETCHES.test(`${typed(command)} `);
}

/** Of jq the words beside the options are one program, whatever is in it. */
function passes({ command, outlets }: Found): boolean {
  if (outlets.why !== 'it reads a pipe' && outlets.why !== 'a program reads it') return false;
  const operands = command.args.filter((arg) => !arg.text.startsWith('-')).length;
  return (
    PASSES.test(typed(command).replace(/\n/g, ' ')) && operands <= 1 && command.redirects.every(({ operator }) => !operator.startsWith('<'))
  );
}
