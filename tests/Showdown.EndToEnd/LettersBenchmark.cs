namespace Showdown.EndToEnd;

/// <summary>A benchmark of letters to write, whose answers judges compare.</summary>
internal static class LettersBenchmark
{
    public static void Write(Workplace work, int prompts)
    {
        work.Write(
            "datasets/letters/data.jsonl",
            string.Join('\n', Enumerable.Range(1, prompts).Select(i => $$"""{"id": "s{{i}}", "prompt": "Write letter {{i}}."}"""))
        );
        work.Write(
            "datasets/letters/benchmark.yaml",
            """
            id: letters
            version: 1
            title: Letters
            sources: [{ file: data.jsonl, map: { id: id, input: prompt, target: "=" } }]
            prompt: "{{ sample.input }}"
            compare: pairwise
            protocol: { epochs: 1 }
            """
        );
    }
}
