/** A finding of rustc while it is read. */

export interface CodePlace {
  readonly file: string;
  readonly line: string;
  readonly col?: string;
}

/** What is said besides the message: a label, a note, a suggestion; `places` where it says so elsewhere than at the finding itself. */
export interface Remark {
  readonly text: string;
  /** The new code that a suggestion offers; `placed` with its line number where text is inserted into a line. */
  readonly code?: string;
  readonly placed?: string;
  readonly places: readonly CodePlace[];
}

export interface Finding {
  readonly at: CodePlace;
  readonly severity: string;
  readonly code?: string | undefined;
  readonly message: string;
  readonly remarks: readonly Remark[];
}
