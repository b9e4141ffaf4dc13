using System.Text.Json.Nodes;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Scoring;
using Showdown.Scoring.Instructions;
using Showdown.Scoring.Tools;

namespace Showdown.Tests.Benchmarks;

/// <summary>The benchmarks of breadth, pulled from a mirror folder, read to the end and scored.</summary>
public sealed class BreadthMirrorTests
{
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
    [InlineData("bfcl")]
    [InlineData("bfcl-prompt")]
    [InlineData("acebench")]
    public async Task SimulatedReplies_AreRightAndWrong_ForEverySample(string id)
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync(id, folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var scorer = Scorers.Find(benchmark.Scorer).Ready!;
        await SampleCheck.ThrowIfUnfitAsync(benchmark, data, prompts, Cancel);
        var mistakes = new List<string>();
        string[] unanswerable =
            scorer is BfclScorer ? ["live_simple_106-63-0", "live_simple_112-68-0", "live_multiple_862-181-3", "live_multiple_964-207-0"] : [];
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, Cancel))
        {
            var question = prompts.Ask(sample, 1);
            var (right, wrong) = (await ScoreAsync(scorer, question, question.Hint.Right), await ScoreAsync(scorer, question, question.Hint.Wrong));
            if (right.Outcome != (unanswerable.Contains(sample.Id) ? Outcome.Wrong : Outcome.Right))
                mistakes.Add($"{sample.Id}: {question.Hint.Right}: {right.Reason}");
            if (wrong.Outcome != Outcome.Wrong)
                mistakes.Add($"{sample.Id}: {question.Hint.Wrong}: {wrong.Reason}");
        }

        Assert.Empty(mistakes);
    }

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
    //          benchmark  kinds  of all prompts so many replies of a simulated model are right
    [InlineData("ifeval", 25, 430)]
    [InlineData("ifbench", 58, 110)]
    public async Task Instructions_HaveAllKinds_AndSimulatedRepliesFollowThem(string id, int kinds, int followed)
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync(id, folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, Cancel);
        var scorer = await InstructionData.OpenAsync(benchmark, data, Cancel);
        var (right, wrong, unscored) = (0, 0, new List<string>());
        var seen = new HashSet<string>();
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, Cancel))
        {
            seen.UnionWith(Instruction.Read(sample.Fields["instructions"], sample.Fields["arguments"]).Select(i => i.Kind));
            var question = prompts.Ask(sample, 1);
            var score = await ScoreAsync(scorer, question, question.Hint.Right);
            if (score.Outcome == Outcome.Unscored)
                unscored.Add(score.Reason);
            right += score.Outcome == Outcome.Right ? 1 : 0;
            wrong += (await ScoreAsync(scorer, question, question.Hint.Wrong)).Outcome == Outcome.Wrong ? 1 : 0;
        }

        Assert.Equal(kinds, seen.Count);
        Assert.True(right >= followed && wrong >= followed, $"{right} right, {wrong} wrong");
        Assert.Equal(id == "ifbench" ? 6 : 0, unscored.Count);
        Assert.All(unscored, reason => Assert.StartsWith("'words:start_verb' needs a tagger", reason, StringComparison.Ordinal));
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
    private static async Task<Score> ScoreAsync(Scorer scorer, Question question, string reply)
    {
        if (question.Shown.Tools.Count == 0 || !reply.StartsWith('['))
            return await scorer.ScoreAsync(question.Answered(reply, cutOff: false), Cancel);
        var calls = JsonNode.Parse(reply)!.AsArray().Select(c => new ToolCall((string)c!["name"]!, c["arguments"]!.ToJsonString()));
        return await scorer.ScoreAsync(question.Answered("", cutOff: false, [.. calls]), Cancel);
    }
}
