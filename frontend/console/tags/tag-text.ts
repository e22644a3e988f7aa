/** Tags as people type them: separated by commas, in any case. */

export function tagsOf(typed: string): string[] {
  const tags = typed
    .toLowerCase()
    .split(",")
    .map((tag) => tag.trim().replace(/\s+/g, " "));
  return [...new Set(tags.filter(Boolean))];
}
