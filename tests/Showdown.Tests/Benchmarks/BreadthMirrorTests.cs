using System.Text.Json.Nodes;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Scoring;
using Showdown.Scoring.Instructions;

namespace Showdown.Tests.Benchmarks;

/// <summary>The benchmarks of breadth, pulled from a mirror folder, read to the end and scored.</summary>
[Trait("Category", "Slow")]
public sealed class BreadthMirrorTests
{
    /// <summary>IFEval's prompts that want themselves repeated, and hold what they forbid.</summary>
    private static readonly string[] _contradictory = ["1627", "3305", "3369", "3371", "3718", "374"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    //          benchmark      items  first id  its target  last id  its target
    [InlineData("mmlu-pro", 12032, "70", "I", "12256", "F")]
    [InlineData("mmlu-pro-5-shot", 12032, "70", "I", "12256", "F")]
    [InlineData("mmlu-redux", 5700, "abstract_algebra/0", "A", "world_religions/99", "D")]
    [InlineData("bbh", 6511, "boolean_expressions/1", "False", "word_sorting/250", "bonito dreamboat fritter haggard nose whodunit worcestershire")]
    [InlineData(
        "bbh-3-shot",
        6511,
        "boolean_expressions/1",
        "False",
        "word_sorting/250",
        "bonito dreamboat fritter haggard nose whodunit worcestershire"
    )]
    [InlineData("mgsm", 2750, "bn/1", "18", "zh/250", "5600")]
    [InlineData("ifeval", 541, "1000", "all instructions followed", "3757", "all instructions followed")]
    [InlineData("ifbench", 300, "0", "all instructions followed", "299", "all instructions followed")]
    [InlineData(
        "bfcl-prompt",
        3641,
        "simple_python_0",
        "[{\"calculate_triangle_area\": {\"base\": [10], \"height\": [5], \"unit\": [\"units\", \"\"]}}]",
        "live_relevance_15-15-0",
        "[]"
    )]
    public async Task Read_GivesEveryItem(string id, int items, string firstId, string firstTarget, string lastId, string lastTarget)
    {
        var samples = await MirrorTests.ReadAsync(id);
        Assert.Equal(items, samples.Count);
        Assert.Equal((firstId, firstTarget), (samples[0].Id, samples[0].Target));
        Assert.Equal((lastId, lastTarget), (samples[^1].Id, samples[^1].Target));
        Assert.All(samples, s => Assert.False(string.IsNullOrWhiteSpace(s.Input)));
    }

    [Theory]
    [InlineData("mmlu-pro")]
    [InlineData("mmlu-pro-5-shot")]
    [InlineData("mmlu-redux")]
    [InlineData("bbh")]
    [InlineData("bbh-3-shot")]
    [InlineData("mgsm")]
    [InlineData("ifeval")]
    [InlineData("ifbench")]
    [InlineData("bfcl")]
    [InlineData("bfcl-prompt")]
    [InlineData("acebench")]
    public async Task SimulatedReplies_AreRightWrongAndPartlyRight_ForEverySample(string id)
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync(id, folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var entry = Scorers.Find(benchmark.Scorer);
        var scorer = entry.Ready ?? await InstructionData.OpenAsync(benchmark, data, Cancel);
        await SampleCheck.ThrowIfUnfitAsync(benchmark, data, prompts, Cancel);
        var mistakes = new List<string>();
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, Cancel))
        {
            var prompt = prompts.Ask(sample, 1);
            var state = SplitMix64.Seed("replies", sample.Id, 1);
            var replies = Simulations.RepliesTo(prompt.Shown, entry.Endings, ref state);
            var right = await ScoreAsync(scorer, prompt, replies.Right);
            if (right.Outcome != Expected(sample))
                mistakes.Add($"{sample.Id}: {right.Outcome}, {right.Reason}: {replies.Right}");
            await CheckAsync(sample, prompt, replies.Wrong, _ => true);
            if (replies.Partly is { } partly)
                await CheckAsync(
                    sample,
                    prompt,
                    partly,
                    score => score.Parts.Where(p => p.Name.StartsWith("instructions, ", StringComparison.Ordinal)).All(p => p.Passed < p.Total)
                );
        }

        Assert.True(mistakes.Count == 0, $"{mistakes.Count}: {string.Join('\n', mistakes.Take(60).Select(m => m[..Math.Min(400, m.Length)]))}");

        async Task CheckAsync(Sample sample, Prompt prompt, string reply, Func<Score, bool> isSo)
        {
            var score = await ScoreAsync(scorer, prompt, reply);
            if (score.Outcome != (Expected(sample) == Outcome.Unscored ? Outcome.Unscored : Outcome.Wrong) || !isSo(score))
                mistakes.Add($"{sample.Id}: {score.Outcome}, {score.Reason}: {reply}");
        }
    }

    /// <summary>
    /// Of a right reply: four samples of BFCL have no answer that their own rules accept, prompts of IFEval contradict themselves, six of IFBench ask
    /// for what cannot be checked.
    /// </summary>
    private static Outcome Expected(Sample sample) =>
        _contradictory.Contains(sample.Id) && sample.Fields.ContainsKey(InstructionScorer.KindsField) ? Outcome.Wrong
        : sample.Id is "live_simple_106-63-0" or "live_simple_112-68-0" or "live_multiple_862-181-3" or "live_multiple_964-207-0" ? Outcome.Wrong
        : sample.Fields.GetValueOrDefault(InstructionScorer.KindsField)?.Contains("words:start_verb", StringComparison.Ordinal) == true
            ? Outcome.Unscored
        : Outcome.Right;

    [Theory]
    [InlineData("mmlu-pro", "70")]
    [InlineData("mmlu-pro-5-shot", "70")]
    [InlineData("mmlu-redux", "abstract_algebra/0")]
    [InlineData("bbh", "date_understanding/1")]
    [InlineData("bbh", "dyck_languages/1")]
    [InlineData("bbh-3-shot", "date_understanding/1")]
    [InlineData("mgsm", "ja/1")]
    [InlineData("mgsm", "fr/2")]
    [InlineData("ifeval", "1000")]
    [InlineData("ifbench", "0")]
    [InlineData("bfcl", "live_simple_4-3-0")]
    [InlineData("bfcl-prompt", "simple_java_1")]
    [InlineData("acebench", "normal_preference_0")]
    public async Task Prompt_IsTheGoldenOne(string id, string sampleId)
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync(id, folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var sample = await DatasetReader.ReadAsync(benchmark, data, Cancel).FirstAsync(s => s.Id == sampleId, Cancel);
        var text = string.Concat(prompts.Ask(sample, 1).Messages.Select(m => $"[{m.Role}]\n{m.Text}\n"));
        GoldenPrompt.Check($"{id}-{sampleId.Replace('/', '-')}", text);
    }

    [Theory]
    [InlineData("ifeval", 25)]
    [InlineData("ifbench", 58)]
    public async Task Instructions_HaveAllKinds(string id, int kinds)
    {
        var seen = new HashSet<string>();
        foreach (var sample in await MirrorTests.ReadAsync(id))
            seen.UnionWith(Instruction.Read(sample.Fields["instructions"], sample.Fields["arguments"]).Select(i => i.Kind));
        Assert.Equal(kinds, seen.Count);
        Assert.All(seen, kind => Assert.True(InstructionChecks.IsKnown(kind), kind));
    }

    [Fact]
    public async Task MmluRedux_GivesAPart_ForEachKindOfMark()
    {
        var samples = await MirrorTests.ReadAsync("mmlu-redux");
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["marked ok"] = 5330,
                ["marked bad_question_clarity"] = 132,
                ["marked wrong_groundtruth"] = 107,
                ["marked multiple_correct_answers"] = 39,
                ["marked no_correct_answer"] = 35,
                ["marked expert"] = 32,
                ["marked bad_options_clarity"] = 25,
            },
            samples.GroupBy(s => s.Fields[Scorer.PartField]).ToDictionary(g => g.Key, g => g.Count())
        );
    }

    [Fact]
    public async Task Mgsm_HasTheSameAnswers_InElevenLanguages()
    {
        var languages = (await MirrorTests.ReadAsync("mgsm")).GroupBy(s => s.Group).ToList();
        Assert.Equal(["bn", "de", "en", "es", "fr", "ja", "ru", "sw", "te", "th", "zh"], languages.Select(g => g.Key));
        Assert.All(languages, g => Assert.Equal(languages[0].Select(s => s.Target), g.Select(s => s.Target)));
        Assert.Equal(4, languages[0].Count(s => s.Target is "2125" or "114200" or "276000" or "5600"));
    }

    // As the simulator has it: where tools are on offer, a list of {name, arguments} is sent as calls.
    private static async Task<Score> ScoreAsync(Scorer scorer, Prompt prompt, string reply)
    {
        if (prompt.Shown.Tools.Count == 0 || !reply.StartsWith('['))
            return await scorer.ScoreAsync(prompt.Answered(reply, cutOff: false), Cancel);
        var calls = JsonNode.Parse(reply)!.AsArray().Select(c => new ToolCall((string)c!["name"]!, c["arguments"]!.ToJsonString()));
        return await scorer.ScoreAsync(prompt.Answered("", cutOff: false, [.. calls]), Cancel);
    }
}
