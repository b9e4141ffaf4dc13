using System.Text.Json;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>The commands as a script uses them: exit codes, JSON, one message for a mistake.</summary>
public sealed class RunCommandTests
{
    private const string Models = """
        strong: { connector: simulated, model: s, price: { input: 10, output: 10 }, limits: { concurrency: 4 }, simulation: { skill: { default: 0.8 }, first_token: 2ms } }
        weak: { connector: simulated, model: w, price: { input: 10, output: 10 }, limits: { concurrency: 4 }, simulation: { skill: { default: 0.4 }, first_token: 2ms, seed: 2 } }
        """;

    [Fact]
    public async Task Run_GivesOneJsonDocument_OfTheContractsShape()
    {
        using var work = new Workplace();
        Write(work, "");
        var run = await work.RunAsync("run", "job", "--json", "--limit", "20");
        Assert.True(run.ExitCode == 0, run.StandardError);
        using var document = JsonDocument.Parse(run.StandardOutput);
        var root = document.RootElement;
        Assert.Equal("complete", root.GetProperty("status").GetString());
        Assert.True(File.Exists(root.GetProperty("report").GetString()));
        var evaluation = root.GetProperty("evaluations").EnumerateArray().Single(e => e.GetProperty("model").GetString() == "strong");
        Assert.Equal((20, 1), (evaluation.GetProperty("samples").GetInt32(), evaluation.GetProperty("epochs").GetInt32()));
        var attempts = evaluation.GetProperty("attempts");
        Assert.Equal(20, new[] { "right", "wrong", "truncated", "failed", "unscored" }.Sum(name => attempts.GetProperty(name).GetInt32()));
        foreach (var name in new[] { "score", "low", "high" })
            Assert.InRange(evaluation.GetProperty(name).GetDouble(), 0, 1);
        Assert.True(evaluation.GetProperty("cost_usd").GetDouble() > 0);
        Assert.True(evaluation.GetProperty("ttft_seconds").GetProperty("p95").GetDouble() > 0);
        Assert.Contains(
            evaluation.GetProperty("output_tokens_per_second").GetProperty("p50").ValueKind,
            new[] { JsonValueKind.Number, JsonValueKind.Null }
        );
        var comparison = Assert.Single(root.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(("strong", "weak"), (comparison.GetProperty("a").GetString(), comparison.GetProperty("b").GetString()));
        Assert.True(
            comparison.TryGetProperty("p", out _) && comparison.TryGetProperty("verdict", out _) && comparison.TryGetProperty("difference", out _)
        );

        var shown = await work.RunAsync("show", "last", "--json");
        Assert.Equal(root.GetProperty("run").GetString(), JsonDocument.Parse(shown.StandardOutput).RootElement.GetProperty("run").GetString());
    }

    [Fact]
    public async Task ARerunOfWrongAnswers_IsASelection_AndNoVerdict()
    {
        using var work = new Workplace();
        Write(work, "");
        Assert.Equal(0, (await work.RunAsync("run", "job", "--json", "--limit", "20")).ExitCode);
        var rerun = await work.RunAsync("rerun", "last", "--only", "wrong", "--json");
        Assert.True(rerun.ExitCode == 0, rerun.StandardError);
        using var document = JsonDocument.Parse(rerun.StandardOutput);
        Assert.Equal("wrong", document.RootElement.GetProperty("selection").GetString());
        Assert.NotNull(document.RootElement.GetProperty("parent").GetString());
        Assert.Equal(0, document.RootElement.GetProperty("comparisons").GetArrayLength());
        Assert.Contains(
            "Only questions were asked that had come out wrong",
            File.ReadAllText(document.RootElement.GetProperty("report").GetString()!)
        );
        Assert.Contains("A selection: only questions that came out wrong", (await work.RunAsync("show", "last")).StandardOutput);
        var nothing = await work.RunAsync("rerun", "last", "--only", "failed");
        Assert.Equal((0, true), (nothing.ExitCode, nothing.StandardError.Contains("Nothing to ask", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ControlCharacters_OfNamesTitlesAndHosts_AreShownAndNotPrinted()
    {
        using var work = new Workplace { Datasets = "datasets" };
        work.Write(
            "jobs/models.yaml",
            """
            m: { connector: simulated, family: "F\e[31m\x9b1m\u202Eam", model: "mo\e]0;owned\adel", simulation: { first_token: 2ms } }
            """
        );
        work.Write(
            "jobs/job.yaml",
            """
            name: "ni\e[2Jght"
            models: [m]
            benchmarks: [evil]
            schedule: { cron: "0 2 * * *" }
            gates: [{ on: cost, value: 100 }]
            """
        );
        work.Write("datasets/evil/data.jsonl", """{"id":"1\u001b[2K","input":"2?","target":"2","group":"g\u001b[1m"}""" + "\n");
        work.Write(
            "datasets/evil/benchmark.yaml",
            """
            id: evil
            version: 1
            title: "Ti\e[2J\x9b31m\u202Etle"
            sources: [{ file: data.jsonl }]
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1, max_output_tokens: 100 }
            """
        );
        foreach (
            var command in (string[][])
                [
                    ["run", "job"],
                    ["runs"],
                    ["show", "last"],
                    ["schedule", "list"],
                    ["datasets", "list"],
                ]
        )
        {
            var said = await work.RunAsync(command);
            var all = said.StandardOutput + said.StandardError;
            Assert.True(said.ExitCode is 0 or 3, all);
            Assert.DoesNotContain(all, c => char.IsControl(c) && c is not ('\n' or '\t') || c is '\u202E');
            if (command[0] != "show") // which names nothing here
                Assert.Contains("␛", all);
        }
    }

    [Theory]
    [InlineData("There is no command 'rnu'. Did you mean 'run'?", "help", "rnu")]
    [InlineData("There is no key 'limts' in a models file. Did you mean 'limits'?", "help", "settings", "models", "limts")]
    [InlineData("There is no command 'rnu'. Did you mean 'run'?", "rnu", "job")]
    [InlineData("There is no command 'rnus'. Did you mean 'runs'?", "--jobs", "run", "rnus")]
    [InlineData("There is no option '--limt' here. Did you mean '--limit'?", "run", "job", "--limt", "3")]
    [InlineData("--limit takes a whole number, not 'abc'.", "run", "job", "--limit", "abc")]
    [InlineData("'xlsx' is not known here. Allowed: jsonl, csv, parquet, junit, inspect.", "export", "last", "--format", "xlsx")]
    [InlineData("--budget takes an amount such as 2.50, not 'abc'.", "resume", "last", "--budget", "abc")]
    public async Task AMistakeInUsage_IsOneSentence(string says, params string[] arguments)
    {
        using var work = new Workplace();
        var run = await work.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(says, run.StandardError);
        Assert.DoesNotContain("System.", run.StandardError);
    }

    [Fact]
    public async Task AMistakeInUsage_NamesTheCommandThatHelps()
    {
        using var work = new Workplace();
        Assert.Contains(
            "'showdown help settings --help' tells what can be given.",
            (await work.RunAsync("help", "settings", "job", "gates", "more")).StandardError
        );
    }

    [Fact]
    public async Task Doctor_SaysHowManyRequestsTheOpenFilesBear_AndWhatOthersCanRead()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has neither 'ulimit' nor these rights.");
            return;
        }

        using var work = new Workplace();
        Write(work, "");
        var data = Path.Combine(work.Folder, "data");
        var database = work.Write("data/showdown.db", "");
        foreach (var path in (string[])[data, database])
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var open = await DoctorAsync();
        Assert.Contains("open files 256 (ulimit -n): at most 144 requests to models at once\n", open);
        foreach (var path in (string[])[data, database])
            Assert.Contains($"privacy    other users of this machine can read {path}: close it with 'chmod go-rwx {path}'\n", open);

        foreach (var path in (string[])[data, database])
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.DoesNotContain("privacy", await DoctorAsync());

        async Task<string> DoctorAsync()
        {
            var doctor = work.Showdown("doctor");
            return (
                await doctor
                    .WithTargetFile("/bin/sh")
                    .WithArguments(["-c", $"ulimit -n 256; exec '{doctor.TargetFilePath}' {doctor.Arguments}"])
                    .ExecuteBufferedAsync(TestContext.Current.CancellationToken)
            ).StandardOutput;
        }
    }

    [Theory]
    [InlineData("gates.value: number from 0", "help", "settings", "job", "gates")]
    [InlineData("timeouts.patience: time such as 40ms", "help", "settings", "models", "patience")]
    [InlineData("sources.sha256: text", "help", "settings", "benchmark")]
    [InlineData("whole_words: true | false (default: false)", "help", "scorers", "contains")]
    [InlineData("--limit", "help", "run")]
    public async Task Help_TellsWhatFilesAndCommandsTake(string says, params string[] arguments)
    {
        using var work = new Workplace();
        var run = await work.RunAsync(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.Contains(says, run.StandardOutput);
    }

    [Fact]
    public async Task Run_StopsAtItsBudget_AndGoesOnWithMore()
    {
        using var work = new Workplace();
        Write(work, "budget: { usd: 0.05 }");
        var stopped = await work.RunAsync("run", "job", "--json");
        Assert.Equal(1, stopped.ExitCode);
        using var incomplete = JsonDocument.Parse(stopped.StandardOutput);
        Assert.Equal("incomplete", incomplete.RootElement.GetProperty("status").GetString());
        Assert.Contains("budget of $0.05 is spent", incomplete.RootElement.GetProperty("reason").GetString());
        var resumed = await work.RunAsync("resume", "last", "--budget", "100", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.StandardError);
        using var complete = JsonDocument.Parse(resumed.StandardOutput);
        Assert.All(complete.RootElement.GetProperty("evaluations").EnumerateArray(), e => Assert.Equal(1, e.GetProperty("coverage").GetDouble()));
    }

    [Fact]
    public async Task Budget_IsOverspentByNoMoreThanWhatIsInFlight_HoweverManyShardsWait()
    {
        using var work = new Workplace();
        work.Write("jobs/models.yaml", "one: { connector: simulated, model: one, limits: { concurrency: 1 }, simulation: { first_token: 20ms } }");
        work.Write("jobs/job.yaml", "name: job\nmodels: [one]\nbenchmarks: [{ id: quickstart-choice, epochs: 40 }]\nbudget: { tokens: 1 }\n");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.Equal(1, run.ExitCode);
        using var stopped = JsonDocument.Parse(run.StandardOutput);
        var attempts = stopped.RootElement.GetProperty("evaluations")[0].GetProperty("attempts");
        Assert.Equal(1, new[] { "right", "wrong", "truncated", "failed", "unscored" }.Sum(outcome => attempts.GetProperty(outcome).GetInt32()));
    }

    [Fact]
    public async Task Gates_DecideTheExitCode_AndSayWhy()
    {
        using var work = new Workplace();
        Write(
            work,
            "gates: [{ on: below, model: weak, value: 0.7 }, { on: drop, model: strong, baseline: last-3-runs }, { on: coverage, value: 0.9 }]"
        );
        var first = await work.RunAsync("run", "job", "--json");
        Assert.True(first.ExitCode == 3, first.StandardError);
        var gates = JsonDocument
            .Parse(first.StandardOutput)
            .RootElement.GetProperty("gates")
            .EnumerateArray()
            .Select(g => (g.GetProperty("on").GetString(), g.GetProperty("passed").GetBoolean()))
            .ToList();
        Assert.Equal([("below", false), ("drop", true), ("coverage", true), ("coverage", true)], gates);

        // The same night again is no drop; a simulated model that got worse is another identity and so has no past.
        var second = await work.RunAsync("run", "job", "--model", "strong", "--json");
        Assert.True(second.ExitCode == 0, second.StandardError);
        Assert.Contains("against the earlier runs", second.StandardOutput);
    }

    [Fact]
    public async Task Rerun_AsksOnlyWhatWasWrong_InANewRunLinkedToTheOld()
    {
        using var work = new Workplace();
        Write(work, "");
        using var first = JsonDocument.Parse((await work.RunAsync("run", "job", "--json", "--limit", "30")).StandardOutput);
        var wrong = first
            .RootElement.GetProperty("evaluations")
            .EnumerateArray()
            .Single(e => e.GetProperty("model").GetString() == "weak")
            .GetProperty("attempts")
            .GetProperty("wrong")
            .GetInt32();
        var rerun = await work.RunAsync("rerun", "last", "--only", "wrong", "--model", "weak", "--json");
        Assert.True(rerun.ExitCode == 0, rerun.StandardError);
        using var second = JsonDocument.Parse(rerun.StandardOutput);
        Assert.Equal(wrong, Assert.Single(second.RootElement.GetProperty("evaluations").EnumerateArray()).GetProperty("samples").GetInt32());
        using var runs = JsonDocument.Parse((await work.RunAsync("runs", "--json")).StandardOutput);
        Assert.Equal(first.RootElement.GetProperty("run").GetString(), runs.RootElement[0].GetProperty("parent").GetString());
    }

    [Theory]
    [InlineData("models: [strong, weakk]", "Did you mean 'weak'")]
    [InlineData("modells: [strong]", "modells")]
    public async Task Run_RefusesAMistake_WithFileAndLine_BeforeAnyCall(string line, string says)
    {
        using var work = new Workplace();
        work.Write("jobs/models.yaml", Models);
        work.Write("jobs/job.yaml", $"name: job\n{line}\nbenchmarks: [{{ id: quickstart-choice }}]\n");
        var run = await work.RunAsync("run", "job", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("job.yaml(2)", run.StandardError);
        Assert.Contains(says, run.StandardError);
        Assert.Empty(run.StandardOutput);
    }

    [Fact]
    public async Task Grade_KeepsOrder_AndNamesLinesThatCannotBeRead()
    {
        using var work = new Workplace();
        var input = work.Write(
            "in.jsonl",
            """
            {"id": "a", "target": "B", "completion": "The best answer is B."}
            not json
            {"id": 3, "target": 70, "completion": "So \\boxed{070}."}
            {"id": "c", "completion": "Answer: C"}
            """
        );
        var choice = await work.RunAsync("grade", "--scorer", "choice", "--in", input);
        Assert.Equal(1, choice.ExitCode);
        Assert.Contains("line 2", choice.StandardError);
        var lines = choice.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["right", "unscored", "unscored", "unscored"], lines.Select(l => l.GetProperty("outcome").GetString()));
        Assert.Equal(["a", "", "3", "c"], lines.Select(l => l.GetProperty("id").ToString()));
        Assert.Equal("C", lines[3].GetProperty("answer").GetString());
        var integer = await work.RunAsync("grade", "--scorer", "integer", "--in", input);
        Assert.Contains("""{"id":3,"outcome":"right","answer":"70",""", integer.StandardOutput);
    }

    [Theory]
    [InlineData("run", "no-such-job")]
    [InlineData("show", "no-such-run")]
    [InlineData("frobnicate", "x")]
    [InlineData("run", "job", "--limit", "0")]
    public async Task BadUsage_EndsWithTwo(params string[] arguments)
    {
        using var work = new Workplace();
        Write(work, "");
        var run = await work.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.StandardError);
        Assert.DoesNotContain("   at ", run.StandardError);
    }

    private static void Write(Workplace work, string more)
    {
        work.Write("jobs/models.yaml", Models);
        work.Write("jobs/job.yaml", $"name: job\nmodels: [strong, weak]\nbenchmarks: [{{ id: quickstart-choice, epochs: 1 }}]\n{more}\n");
    }
}
