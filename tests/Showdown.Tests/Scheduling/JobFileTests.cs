using Showdown.Domain;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Tests.Scheduling;

public sealed class JobFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Problems _problems = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TakesEveryKey_OfAFullJob()
    {
        var job = Read(
            """
            name: nightly
            description: Kimi against Llama.
            schedule: { cron: "0 2 * * *", time_zone: Europe/Amsterdam, missed: skip, overlap: queue }
            models: [kimi-k2, llama-4-maverick]
            benchmarks:
              - { id: aime-2025, epochs: 16 }
              - mmlu
              - id: gsm8k
                limit: 1_000
                sampling: { temperature: 0, max_output_tokens: 32000 }
            budget: { usd: 25.50, tokens: 1000000 }
            equivalence_margin: 0.03
            gates:
              - { on: drop, baseline: last-7-runs }
              - { on: below, benchmark: mmlu, model: kimi-k2, value: 0.8 }
              - { on: worse-than, model: kimi-k2, than: llama-4-maverick }
            """
        );
        Assert.Empty(_problems.Messages);
        Assert.Equal("nightly", job.Name);
        Assert.Equal(["kimi-k2", "llama-4-maverick"], job.Models);
        Assert.Equal(["aime-2025", "mmlu", "gsm8k"], job.Benchmarks.Select(b => b.Id));
        Assert.Equal(16, job.Benchmarks[0].Epochs);
        Assert.Equal(1000, job.Benchmarks[2].Limit);
        Assert.Equal(0, job.Benchmarks[2].Sampling.Temperature);
        Assert.Equal(32000, job.Benchmarks[2].Sampling.MaxOutputTokens);
        Assert.Equal(new Schedule("0 2 * * *", "Europe/Amsterdam") { Missed = MissedTimes.Skip, Overlap = Overlap.Queue }, job.Schedule);
        Assert.Equal(new Budget { Usd = 25.50m, Tokens = 1_000_000 }, job.Budget);
        Assert.Equal(0.03, job.EquivalenceMargin);
        Assert.Equal(
            [
                new Gate.Drop { Baseline = "last-7-runs", Confirm = true },
                new Gate.Below(0.8) { Benchmark = "mmlu", Model = "kimi-k2" },
                new Gate.WorseThan("llama-4-maverick") { Model = "kimi-k2" },
            ],
            job.Gates
        );
    }

    [Theory]
    [InlineData("sure", "StopRule { When = Sure, AtLeast = 30, Margin = , MostEpochs = , Error = 0.05 }")]
    [InlineData("never", "StopRule { When = Never, AtLeast = 30, Margin = , MostEpochs = , Error = 0.05 }")]
    [InlineData(
        "{ when: sure, at_least: 100, margin: 3, most_epochs: 4, error: 0.01 }",
        "StopRule { When = Sure, AtLeast = 100, Margin = 0.03, MostEpochs = 4, Error = 0.01 }"
    )]
    public void Read_TakesARuleForAnEarlyEnd_OfTheJobAndOfABenchmark(string stop, string rule)
    {
        var job = Read($"models: [kimi-k2, llama-4-maverick]\nbenchmarks: [mmlu, {{ id: gsm8k, stop: {stop} }}]\nstop: {stop}\n");
        Assert.Empty(_problems.Messages);
        Assert.Equal(rule, job.Stop!.ToString());
        Assert.Equal((null, job.Stop), (job.Benchmarks[0].Stop, job.Benchmarks[1].Stop));
    }

    [Fact]
    public void Read_TakesALoad_OfABenchmarkThatRaisesIt()
    {
        var job = Read(
            "models: [kimi-k2]\nbenchmarks: [{ id: speed-load, load: { up_to: 8, requests: 400, first_token: 1s, tokens_per_second: 20 } }]\nbudget: { tokens: 9 }\n"
        );
        Assert.Empty(_problems.Messages);
        Assert.Equal(
            (8, 400, TimeSpan.FromSeconds(1), 20),
            (
                job.Benchmarks[0].Load!.UpTo,
                job.Benchmarks[0].Load!.Requests,
                job.Benchmarks[0].Load!.FirstToken,
                job.Benchmarks[0].Load!.TokensPerSecond
            )
        );
    }

    [Theory]
    [InlineData(
        "speed-load",
        true,
        "'speed-load' sends more and more requests until the host bears no more: it needs 'load' with up_to, requests, first_token and tokens_per_second."
    )]
    [InlineData("speed-load, load: { up_to: 8, requests: 400, first_token: 1s }", true, "'tokens_per_second' is missing.")]
    [InlineData(
        "speed-load, load: { up_to: 8, requests: 400, first_token: 1s, tokens_per_second: 20 }",
        false,
        "'speed-load' needs a 'budget' in the job, of USD or of tokens: it may ask a lot."
    )]
    [InlineData(
        "speed-load, load: { up_to: 8, requests: 100, first_token: 1s, tokens_per_second: 20 }",
        true,
        "100 requests are over before a queue of 1 s could form: at least 360 are needed up to 8 a second."
    )]
    [InlineData(
        "speed-load, epochs: 2, load: { up_to: 8, requests: 400, first_token: 1s, tokens_per_second: 20 }",
        true,
        "'epochs' is not for 'speed-load': 'load' says how many requests there are."
    )]
    [InlineData(
        "mmlu, load: { up_to: 8, requests: 400, first_token: 1s, tokens_per_second: 20 }",
        true,
        "benchmark 'mmlu' does not raise the load. 'speed-load' does."
    )]
    public void Read_RefusesALoad_WithoutLimitsAndBudget(string benchmark, bool hasBudget, string says)
    {
        Read($"models: [kimi-k2]\nbenchmarks: [{{ id: {benchmark} }}]\n{(hasBudget ? "budget: { tokens: 9 }\n" : "")}");
        Assert.Contains(says, Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon", "'when' cannot be 'soon'. Allowed: sure, never.")]
    [InlineData("{ at_least: 30 }", "'when' is missing.")]
    [InlineData("{ when: sure, margin: 0.02 }", "'margin' must be a number from 0.1 to 50, not '0.02'.")]
    [InlineData("{ when: sure, error: 5 }", "'error' must be a number from 0.001 to 0.5, not '5'.")]
    [InlineData("{ when: sure, atleast: 5 }", "'atleast' is not known here. Did you mean 'at_least'?")]
    [InlineData("[sure]", "'stop' must hold 'key: value' lines.")]
    public void Read_RefusesARuleForAnEarlyEnd_ThatCannotBeHeld(string stop, string says)
    {
        Read($"models: [kimi-k2, llama-4-maverick]\nbenchmarks: [mmlu]\nstop: {stop}\n");
        AssertProblems($"(3): {says}");
    }

    [Fact]
    public void Read_RefusesToBeSure_OfOneModel()
    {
        Read("models: [kimi-k2]\nbenchmarks: [{ id: mmlu, stop: sure }]\nstop: never\n");
        AssertProblems("(2): 'stop: sure' compares models, and this job asks only 'kimi-k2'. Name another model, or leave 'stop' out.");
    }

    [Fact]
    public void Read_NamesEveryMistakeAtOnce_WithItsLine()
    {
        Read(
            """
            nam: x
            models: [kimi-k2, kimi-k3, kimi-k2]
            benchmarks:
              - { id: aime-2052, epochz: 3 }
              - { id: mmlu, limit: 0 }
              - { id: mmlu }
            budget: { usd: -1 }
            budget: { usd: 3 }
            """
        );
        AssertProblems(
            "(1): 'nam' is not known here. Did you mean 'name'?",
            "(2): there is no model 'kimi-k3' in models.yaml. Did you mean 'kimi-k2'?",
            "(2): model 'kimi-k2' is named twice.",
            "(4): there is no benchmark 'aime-2052'. Did you mean 'aime-2025'?",
            "(4): 'epochz' is not known here. Did you mean 'epochs'?",
            "(5): 'limit' must be a whole number from 1, not '0'.",
            "(6): benchmark 'mmlu' is named twice.",
            "(7): 'usd' must be an amount of 0 or more, not '-1'.",
            "(8): 'budget' stands here a second time (first in line 7)."
        );
        Assert.Throws<SettingsException>(_problems.ThrowIfAny);
    }

    [Theory]
    [InlineData("0 0 31 2 *", "never comes")]
    [InlineData("0 0 30 2 *", "never comes")]
    [InlineData("0 25 * * *", "is no cron time")]
    [InlineData("every night", "is no cron time")]
    [InlineData("0 2 * * * * *", "is no cron time")]
    public void Read_RefusesACronTime_ThatIsNoneOrNeverComes(string cron, string says)
    {
        Read($"models: [kimi-k2]\nbenchmarks: [mmlu]\nschedule:\n  cron: \"{cron}\"\n");
        AssertProblems($"(4): '{cron}' {says}");
    }

    [Fact]
    public void Read_RefusesATimeZone_ThatDoesNotExist()
    {
        Read("models: [kimi-k2]\nbenchmarks: [mmlu]\nschedule: { cron: \"0 2 * * *\", time_zone: Europe/Amsterdm }\n");
        AssertProblems("(3): there is no time zone 'Europe/Amsterdm'. Did you mean 'Europe/Amsterdam'?");
    }

    [Theory]
    [InlineData("{ on: dropp, baseline: last-7-runs }", "'on' cannot be 'dropp'. Did you mean 'drop'?")]
    [InlineData("{ on: drop }", "a gate on 'drop' needs 'baseline'")]
    [InlineData("{ on: drop, baseline: yesterday }", "'baseline' cannot be 'yesterday'. Write last-N-runs")]
    [InlineData("{ on: below }", "a gate on 'below' needs 'value': the lowest score allowed, a share from 0 to 1")]
    [InlineData("{ on: below, value: 80 }", "'value' must be a number from 0 to 1, not '80'")]
    [InlineData("{ on: worse-than, than: gpt }", "'gpt' is not in this job.")]
    [InlineData("{ value: 3 }", "'on' is missing.")]
    public void Read_RefusesAGate_ThatCannotBeHeld(string gate, string says)
    {
        Read($"models: [kimi-k2]\nbenchmarks: [mmlu]\ngates:\n  - {gate}\n");
        AssertProblems($"(4): {says}");
    }

    [Fact]
    public void Read_AsksForAVariable_OnlyOfModelsThatTheJobNames()
    {
        var models = Models();
        models["local"] = models["kimi-k2"] with { Id = "local", Endpoint = "http://${SHOWDOWN_TEST_UNSET}:8000/v1" };
        var benchmarks = Benchmarks();
        var path = _folder.Write("job.yaml", "models: [kimi-k2]\nbenchmarks: [mmlu]\n");
        JobFile.Read(path, new SettingsFiles(models, benchmarks), _problems);
        Assert.Empty(_problems.Messages);
        File.WriteAllText(path, "models: [local]\nbenchmarks: [mmlu]\n");
        JobFile.Read(path, new SettingsFiles(models, benchmarks), _problems);
        AssertProblems("(1): model 'local' needs the environment variable SHOWDOWN_TEST_UNSET for its 'endpoint' in models.yaml, and it is not set.");
    }

    [Theory]
    [InlineData("", "(1): is empty.")]
    [InlineData("- a\n- b\n", "(1): must hold 'key: value' lines at its top.")]
    [InlineData("models: [a\nbenchmarks: b\n", "is not valid YAML")]
    [InlineData("name: &a [*a]\n", "is not valid YAML: Nothing is anchored as 'a'")]
    [InlineData("models: []\nbenchmarks: []\n", "(1): 'models' names no model.")]
    [InlineData("models: kimi-k2\nbenchmarks: mmlu\n", "(2): 'benchmarks' must be a list, such as [mmlu].")]
    public void Read_SaysWhatIsWrong_WithAFileThatIsNoJob(string text, string says)
    {
        Read(text);
        Assert.Contains(_problems.Messages, m => m.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SaysSo_WhenTheFileDoesNotExist()
    {
        Assert.Null(JobFile.Read(_folder["none.yaml"], new SettingsFiles(Models(), Benchmarks()), _problems));
        Assert.Contains("none.yaml: does not exist.", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("judging: { models: [a-judge] }")]
    [InlineData("judging: { models: kimi-cousin, allow_family: true }")]
    public void Judges_AreTakenFromTheJob(string judge)
    {
        var job = Read($"models: [kimi-k2, llama-4-maverick]\nbenchmarks: [{{ id: duel, baseline: kimi-k2 }}]\n{judge}\n");
        Assert.Empty(_problems.Messages);
        Assert.Equal("kimi-k2", job.Benchmarks[0].Baseline);
        var settings = new SettingsFiles(Models(), Benchmarks()).Freeze(job, "test");
        Assert.Equal(job.Judging!.Models, settings.Judges.Select(j => j.Id));
    }

    [Theory]
    [InlineData("models: kimi-k2\nbenchmarks: [duel]\njudging: { models: a-judge }", "(1): benchmark 'duel' compares the answers of models")]
    [InlineData("models: [kimi-k2, llama-4-maverick]\nbenchmarks: [{ id: mmlu, baseline: kimi-k2 }]", "(2): benchmark 'mmlu' compares no answers")]
    [InlineData(
        "models: [kimi-k2, llama-4-maverick]\nbenchmarks: [{ id: duel, baseline: kimi }]\njudging: { models: a-judge }",
        "(2): the job has no model 'kimi'. Did you mean 'kimi-k2'?"
    )]
    public void HeadToHead_NeedsTwoModels_AndABaselineAmongThem(string text, string problem)
    {
        Read(text + "\n");
        AssertProblems(problem);
    }

    private Job Read(string text) => JobFile.Read(_folder.Write("job.yaml", text), new SettingsFiles(Models(), Benchmarks()), _problems)!;

    private void AssertProblems(params string[] expected)
    {
        Assert.Equal(expected.Length, _problems.Messages.Count);
        foreach (var text in expected)
            Assert.Contains(_problems.Messages, m => m.Contains("job.yaml" + text, StringComparison.Ordinal));
    }

    private static Dictionary<string, ModelSettings> Models() =>
        new[] { "kimi-k2", "llama-4-maverick", "kimi-cousin", "a-judge" }.ToDictionary(
            id => id,
            id => new ModelSettings
            {
                Id = id,
                Family = id.StartsWith("kimi", StringComparison.Ordinal) ? "Kimi" : null,
                Connector = Connector.OpenAi,
                Endpoint = "https://host.test/v1",
                Model = id,
            }
        );

    private static Dictionary<string, BenchmarkSettings> Benchmarks() =>
        new[] { "aime-2025", "mmlu", "gsm8k", "speed-load", "duel" }.ToDictionary(
            id => id,
            id => new BenchmarkSettings
            {
                Id = id,
                Version = 1,
                Title = id,
                Sources = id == "speed-load" ? [new DatasetSource { Generator = LoadPlan.Generator, Format = "generated" }] : [],
                Prompt = "{{ sample.input }}",
                Scorer = new ScorerSettings(id == "duel" ? ScorerSettings.Pairwise : "choice"),
                Protocol = new Protocol(),
                Folder = ".",
            }
        );
}
