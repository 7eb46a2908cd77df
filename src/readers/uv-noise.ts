/** What `uv run` says before the tool that it starts. */

// "Using CPython 3.11.7 interpreter at: /usr/bin/python3", "Installed 20 packages in 354ms", "   Built shop @ file:///home/dev/shop"
export const UV_NOISE =
  /^(?:Using (?:CPython|Python) \S+|Creating virtual environment (?:at|with)|(?:Installed|Resolved|Prepared|Uninstalled|Audited|Checked) \d+ packages?\b| *(?:Building|Built|Downloading|Downloaded|Updating|Updated) \S+)/;
