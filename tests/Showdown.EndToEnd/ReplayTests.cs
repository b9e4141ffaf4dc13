using System.Text.Json;

namespace Showdown.EndToEnd;

/// <summary>A run repeated without a model, from its own export.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Export_IsReplayed_ToTheSameOutcomes()
    {
        using var work = new Workplace();
        const string Recorded = """
            recorded: { connector: simulated, model: recorded, limits: { tries: 1 }, simulation: { skill: { default: 0.6 }, first_token: 1ms, faults: { output_cap: 0.1, empty_answer: 0.05 } } }

            """;
        work.Write("jobs/models.yaml", Recorded);
        work.Write(
            "jobs/first.yaml",
            "name: first\nmodels: [recorded]\nbenchmarks: [{ id: quickstart-choice, epochs: 3 }, { id: quickstart-maths, epochs: 2 }]\n"
        );
        var first = await work.RunAsync("run", "first", "--json");
        var expected = Outcomes(await work.RunAsync("export", "last", "--format", "jsonl"));
        Assert.Contains(expected.Values, o => o.Outcome == "failed"); // what was never answered cannot be replayed
        work.Write("export.jsonl", (await work.RunAsync("export", "last", "--format", "jsonl")).StandardOutput);

        work.Write(
            "jobs/models.yaml",
            $"{Recorded}replayed: {{ connector: replay, endpoint: \"{Path.Combine(work.Folder, "export.jsonl")}\", model: recorded }}\n"
        );
        work.Write(
            "jobs/second.yaml",
            "name: second\nmodels: [replayed]\nbenchmarks: [{ id: quickstart-choice, epochs: 3 }, { id: quickstart-maths, epochs: 2 }]\n"
        );
        var second = await work.RunAsync("run", "second", "--json");
        Assert.True(first.ExitCode == second.ExitCode, second.StandardError);
        Assert.Empty(JsonDocument.Parse(second.StandardOutput).RootElement.GetProperty("passports").EnumerateArray());
        Assert.Equal(expected, Outcomes(await work.RunAsync("export", "last", "--format", "jsonl")));
    }

    private static SortedDictionary<string, (string Outcome, string? Answer)> Outcomes(CliWrap.Buffered.BufferedCommandResult export)
    {
        Assert.True(export.ExitCode == 0, export.StandardError);
        var lines = export.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);
        return new(
            lines.ToDictionary(
                l => $"{l.GetProperty("benchmark").GetString()} {l.GetProperty("sample_id").GetString()} {l.GetProperty("epoch").GetInt32()}",
                l => (l.GetProperty("outcome").GetString()!, l.GetProperty("answer").GetString())
            ),
            StringComparer.Ordinal
        );
    }
}
