using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Tests.Models;

namespace Showdown.Tests.Fidelity;

/// <summary>Hosts that declare a context and take another: what they take is found, and nothing is said where nothing was told.</summary>
public sealed partial class ContextCheckTests(ContractTests.Host simulated) : IClassFixture<ContractTests.Host>
{
    private const int Declared = 32_768;

    [Theory]
    //          takes,  faults
    [InlineData(null, "", ContractVerdict.Held, "finds words at their beginning, middle and end")]
    [InlineData(Declared, "", ContractVerdict.Held, "of 32,768 tokens")]
    [InlineData(8_192, "", ContractVerdict.Broken, "declares 32,768 tokens, takes ")]
    [InlineData(8_192, "cuts-context", ContractVerdict.Broken, "cuts it without a word")]
    public async Task ASimulatedHost_IsFoundToTakeWhatItTakes(int? takes, string fault, ContractVerdict verdict, string said)
    {
        var finding = await InspectAsync(simulated.Endpoint, new HostDistortion { Context = takes, Faults = fault.Length > 0 ? [fault] : [] });
        Assert.Equal(verdict, finding.Verdict);
        Assert.Contains(said, finding.Said, StringComparison.Ordinal);
        Assert.NotNull(finding.Reply);
        if (verdict == ContractVerdict.Broken)
            AssertBetween(takes!.Value, finding.Said);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task ARefusal_IsBisected(int status)
    {
        var finding = await AskAsync((words, a) => words > 10_000 ? a.DocumentAsync("{}", status) : Whole(words, a));
        Assert.Equal(ContractVerdict.Broken, finding.Verdict);
        AssertBetween(10_200, finding.Said);
    }

    [Fact]
    public async Task ARouterThatRefusesInTheBody_IsUnderstood()
    {
        var finding = await AskAsync(
            (words, a) => words > 10_000 ? a.DocumentAsync("""{"error":{"code":400,"message":"maximum context length"}}""") : Whole(words, a)
        );
        Assert.Equal(ContractVerdict.Broken, finding.Verdict);
    }

    [Theory]
    [InlineData(429)] // a limit of the account: it says nothing of the context
    [InlineData(500)]
    [InlineData(402)]
    [InlineData(0)] // hangs up
    public async Task WhereNoReplyComes_NothingIsSaid(int status)
    {
        var finding = await AskAsync((words, a) => words > 10_000 ? Fail(status, a) : Whole(words, a));
        Assert.Equal(ContractVerdict.Unclear, finding.Verdict);
        Assert.Contains("no reply came to a prompt of 32,768 tokens", finding.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task AFailureInTheMiddle_EndsTheSearch_AndWhatIsSaidHolds(int status)
    {
        var finding = await AskAsync(
            (words, a) =>
                words > 20_000 ? a.DocumentAsync("{}", 400)
                : words > 5_000 ? Fail(status, a)
                : Whole(words, a)
        );
        Assert.Equal(ContractVerdict.Broken, finding.Verdict);
        var (takes, refuses) = Range(finding.Said);
        Assert.True(takes <= 5_200 && refuses >= 20_000, finding.Said);
    }

    [Fact]
    public async Task AHostThatIsCrowdedOnce_IsAskedAgain()
    {
        var crowded = 0;
        var finding = await AskAsync((words, a) => words > 10_000 && crowded++ == 0 ? a.DocumentAsync("{}", 429) : Whole(words, a));
        Assert.Equal(ContractVerdict.Held, finding.Verdict);
    }

    [Theory]
    [InlineData("beginning")]
    [InlineData("middle")]
    public async Task AHostThatCutsAndCountsAll_IsHeldAgainstTheReference(string cut)
    {
        var reference = await AskAsync(Whole);
        var finding = await AskAsync((words, a) => Reply(a, words, words > 10_000 ? Cut(a.Body, cut) : a.Body));
        Assert.Equal(ContractVerdict.Unclear, finding.Verdict); // by itself: the weights may not read so far
        var held = ContextCheck.Against(finding, reference);
        Assert.Equal(ContractVerdict.Broken, held.Verdict);
        AssertBetween(10_200, held.Said);
        Assert.Equal(ContractVerdict.Unclear, ContextCheck.Against(finding, finding).Verdict);
    }

    [Fact]
    public async Task AHostThatCountsNothing_IsKnownByItsWords()
    {
        var finding = await AskAsync((_, a) => Reply(a, null, a.Body));
        Assert.Equal(ContractVerdict.Held, finding.Verdict);
        Assert.Contains("takes about", finding.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThatFollowsNothing_IsKnownByItsCounts()
    {
        Assert.Equal(ContractVerdict.Held, (await AskAsync((words, a) => Said(a, words, "Hello."))).Verdict);
        Assert.Equal(ContractVerdict.Broken, (await AskAsync((words, a) => Said(a, Math.Min(words, 9_000), "Hello."))).Verdict);
    }

    [Fact]
    public async Task AMockServer_HoldsNothingAndBreaksNothing() =>
        Assert.Equal(ContractVerdict.Unclear, (await AskAsync((_, a) => Said(a, 9, "Hello."))).Verdict);

    [Fact]
    public async Task AHostThatIsDown_IsNotAskedLongPrompts()
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync("{}", 500));
        Assert.Equal("a short prompt brought no reply", (await InspectAsync(host.Endpoint)).Said);
        Assert.All(host.Bodies, body => Assert.True(body.Length < 20_000));
    }

    /// <summary>Two tokens a word, and a hidden prompt: the window is told in the host's own tokens.</summary>
    [Fact]
    public async Task AnotherTokenizer_IsAllowedFor()
    {
        var finding = await AskAsync((words, a) => (2 * words) + 500 > Declared ? a.DocumentAsync("{}", 400) : Reply(a, (2 * words) + 500, a.Body));
        Assert.Equal(ContractVerdict.Held, finding.Verdict);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Nothing_IsAskedUnlessItIsWanted(bool wanted, int missing)
    {
        var report = await new ContractInspector(TimeProvider.System).InspectAsync(
            Model(new HostDistortion()),
            simulated.Endpoint,
            wanted,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(missing, Checks.All.Except(report.Findings.Select(f => f.Check)).Count());
    }

    private static Task Whole(int words, Answer answer) => Reply(answer, words, answer.Body);

    /// <summary>What a model says that has read so much of the prompt.</summary>
    private static Task Reply(Answer answer, int? counted, string read) =>
        Said(answer, counted, string.Join(", ", Numbered().Matches(read).Select(w => w.Groups[1].Value)));

    private static Task Said(Answer answer, int? counted, string text) =>
        answer.DocumentAsync(
            new JsonObject
            {
                ["model"] = "served",
                ["choices"] = new JsonArray(
                    new JsonObject
                    {
                        ["index"] = 0,
                        ["message"] = new JsonObject { ["content"] = text },
                        ["finish_reason"] = "stop",
                    }
                ),
                ["usage"] = counted is { } tokens ? new JsonObject { ["prompt_tokens"] = tokens, ["completion_tokens"] = 5 } : null,
            }.ToJsonString()
        );

    private static Task Fail(int status, Answer answer)
    {
        if (status > 0)
            return answer.DocumentAsync("{}", status);
        answer.Close();
        return Task.CompletedTask;
    }

    private static string Cut(string body, string what) =>
        what == "beginning" ? body[(body.Length / 2)..] : body[..(body.Length / 4)] + body[^(body.Length / 4)..];

    private static async Task<ContractFinding> AskAsync(Func<int, Answer, Task> script)
    {
        await using var host = ScriptedHost.Always(a => script(a.Body.Split("stone ").Length - 1, a));
        return await InspectAsync(host.Endpoint);
    }

    private static async Task<ContractFinding> InspectAsync(Uri endpoint, HostDistortion? host = null)
    {
        // Pauses for a crowded host pass at once.
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        using var raw = Showdown.Models.Raw.RawEndpoint.Create(Model(host), endpoint, TimeProvider.System)!;
        var exchanges = new Exchanges(raw, Dialect.Of(Model(host)), time, TestContext.Current.CancellationToken);
        var checking = ContextCheck.CarryOutAsync(exchanges, Declared);
        while (await Task.WhenAny(checking, Task.Delay(5)) != checking)
            time.Advance(TimeSpan.FromSeconds(20));
        await checking;
        return Assert.Single(exchanges.Findings);
    }

    private static ModelSettings Model(HostDistortion? host) =>
        new()
        {
            Id = "toy",
            Model = "toy",
            Connector = host is null ? Connector.OpenAi : Connector.Simulated,
            ContextWindow = Declared,
            Simulation = host is null ? null : new Simulation { FirstToken = TimeSpan.Zero, Host = host },
        };

    private static void AssertBetween(int truth, string said)
    {
        var (takes, fails) = Range(said);
        Assert.True(takes <= truth + 200 && truth <= fails, said);
        Assert.InRange((double)fails / takes, 1, 1.1);
    }

    /// <summary>The last two numbers of a sentence.</summary>
    private static (int Takes, int Fails) Range(string said)
    {
        var numbers = Number().Matches(said).Select(m => int.Parse(m.Value.Replace(",", "", StringComparison.Ordinal))).ToList();
        return (numbers[^2], numbers[^1]);
    }

    [GeneratedRegex(@"The (?:first|second|third) word is (\w+)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Number();
}
