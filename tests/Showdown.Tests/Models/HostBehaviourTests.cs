using Showdown.Domain;
using static Showdown.Tests.Models.Asking;

namespace Showdown.Tests.Models;

/// <summary>What hosts do, and what becomes of it: replies that are good although odd.</summary>
[Trait("Category", "Chaos")]
public sealed class HostBehaviourTests
{
    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("eos", FinishReason.Stop)]
    [InlineData("end_turn", FinishReason.Stop)]
    [InlineData("stop_sequence", FinishReason.Stop)]
    [InlineData("COMPLETE", FinishReason.Stop)]
    [InlineData("tool_calls", FinishReason.Stop)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("max_tokens", FinishReason.Length)]
    [InlineData("MAX_TOKENS", FinishReason.Length)]
    [InlineData("model_length", FinishReason.Length)]
    public async Task FinishReason_IsMapped_AndKeptAsSpelt(string raw, FinishReason expected)
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(Answer.Text("42"), $$"""{"choices":[{"delta":{},"finish_reason":"{{raw}}"}]}""")
        );
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", expected, raw), (completion.Text, completion.FinishReason, completion.RawFinishReason));
        Assert.Equal(1, host.Requests);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task FinishReason_IsNotNeeded_OnceTheHostSaysDone(string reason)
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                $$"""{"choices":[{"delta":{"content":"4"},"finish_reason":{{reason}}}]}""",
                $$"""{"choices":[{"delta":{"content":"2"},"finish_reason":{{reason}}}]}"""
            )
        );
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", FinishReason.Stop, ""), (completion.Text, completion.FinishReason, completion.RawFinishReason));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16}""", 11, 5, null, null)]
    [InlineData("""{"prompt_tokens":11.0,"completion_tokens":5.0}""", 11, 5, null, null)]
    [InlineData("""{"prompt_tokens":"11","completion_tokens":"5"}""", 11, 5, null, null)]
    [InlineData(
        """{"prompt_tokens":11,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":3},"prompt_tokens_details":{"cached_tokens":8}}""",
        11,
        5,
        3,
        8
    )]
    [InlineData(
        """{"prompt_tokens":11,"completion_tokens":5,"total_tokens":19,"completion_tokens_details":{"reasoning_tokens":3}}""",
        11,
        8,
        3,
        null
    )]
    [InlineData("""{"prompt_tokens":11,"completion_tokens":5,"prompt_cache_hit_tokens":7}""", 11, 5, null, 7)]
    [InlineData("""{"prompt_tokens":11,"completion_tokens":5,"prompt_tokens_details":null,"completion_tokens_details":null}""", 11, 5, null, null)]
    public async Task Usage_IsRead_HoweverItIsWritten(string usage, int? input, int? output, int? reasoning, int? cached)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish, $$"""{"choices":[],"usage":{{usage}}}"""));
        var read = Completed(await AskAsync(host)).Usage;
        Assert.Equal((input, output, reasoning, cached), (read.InputTokens, read.OutputTokens, read.ReasoningTokens, read.CachedInputTokens));
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("{}", true)]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":1}""", true)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1}""", false)]
    public async Task MissingUsage_IsCounted_AndSaysSo(string reported, bool estimated)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish, $$"""{"choices":[],"usage":{{reported}}}"""));
        var usage = Completed(await AskAsync(host)).Usage;
        Assert.Equal((estimated, 1), (usage.Estimated, usage.OutputTokens));
        Assert.InRange(usage.InputTokens!.Value, 8, 20);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1}""", false)]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":1}""", true)]
    [InlineData("""{"prompt_tokens":20000,"completion_tokens":1}""", true)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":500}""", true)] // over the cap of 100
    [InlineData("""{"prompt_tokens":20,"completion_tokens":90,"completion_tokens_details":{"reasoning_tokens":0}}""", true)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":90,"completion_tokens_details":{"reasoning_tokens":89}}""", false)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":90}""", false)] // may have reasoned unseen
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":21}}""", true)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":9}}""", true)]
    public async Task ImplausibleUsage_IsMarked_AndKept(string reported, bool implausible)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), Answer.Finish, $$"""{"choices":[],"usage":{{reported}}}"""));
        var usage = Completed(await AskAsync(host, request: Question with { Sampling = new Sampling { MaxOutputTokens = 100 } })).Usage;
        Assert.Equal((implausible, false), (usage.Implausible, usage.Estimated));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":11,"completion_tokens":5}}]}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":5}}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"stop"}],"x_groq":{"id":"r","usage":{"prompt_tokens":11,"completion_tokens":5}}}""")]
    public async Task Usage_IsFound_WhereverItStands(string last)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text("42"), last));
        var usage = Completed(await AskAsync(host)).Usage;
        Assert.Equal((11, 5), (usage.InputTokens, usage.OutputTokens));
    }

    [Theory]
    [InlineData("""{"reasoning_content":"6 x 7"}""")]
    [InlineData("""{"reasoning":"6 x 7"}""")]
    [InlineData("""{"reasoning":"6 x 7","reasoning_content":"6 x 7"}""")]
    [InlineData("""{"reasoning":"6 x 7","reasoning_details":[{"type":"reasoning.text","text":"6 x 7"}]}""")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.text","text":"6 x 7"}]}""")]
    [InlineData("""{"content":null,"thinking":"6 x 7"}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"6 x 7"}]}]}""")]
    [InlineData("""{"content":"<think>6 x 7</think>\n\n"}""")]
    [InlineData("""{"content":"\n<think>\n6 x 7\n</think>"}""")]
    [InlineData("""{"content":"<thinking>6 x 7</thinking>"}""")]
    [InlineData("""{"content":"[THINK]6 x 7[/THINK]"}""")]
    [InlineData("""{"content":"◁think▷6 x 7◁/think▷"}""")]
    [InlineData("""{"content":"6 x 7</think>"}""")]
    public async Task Reasoning_IsKeptApart(string delta)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync($$"""{"choices":[{"delta":{{delta}}}]}""", Answer.Text("42"), Answer.Finish));
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", "6 x 7"), (completion.Text, completion.Reasoning));
        Assert.True(completion.Timings.FirstToken <= completion.Timings.FirstAnswerToken);
    }

    [Theory]
    [InlineData("<", "thi", "nk>6 x 7</thi", "nk>", "42")]
    [InlineData("6 x", " 7", "<", "/think>", "42")]
    [InlineData(" ", "<think", ">6 x 7</", "think>", "4", "2")]
    public async Task ThinkTags_AreTold_WhenTheyComeInPieces(params string[] pieces)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync([.. pieces.Select(Answer.Text), Answer.Finish]));
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", "6 x 7"), (completion.Text, completion.Reasoning));
    }

    [Theory]
    [InlineData("a <think> in the middle is text")]
    [InlineData("<b>42</b>")]
    [InlineData("[42]")]
    [InlineData("  42  \n")]
    [InlineData("<")]
    [InlineData("é 😀 漢 \u0000 \u2028 \"\\ <script>")]
    public async Task Text_ComesAsItStands(string text)
    {
        await using var host = ScriptedHost.Always(a => a.StreamAsync(Answer.Text(text), Answer.Finish));
        var completion = Completed(await AskAsync(host));
        Assert.Equal((text, null), (completion.Text, completion.Reasoning));
    }

    [Fact]
    public async Task HalfACharacter_SpoilsNothing()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync("""{"choices":[{"delta":{"content":"4\ud83d"}}]}""", """{"choices":[{"delta":{"content":"2\n"}}]}""", Answer.Finish)
        );
        Assert.Equal("4\ufffd2\n", Completed(await AskAsync(host)).Text);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"role":"","content":"42"},"finish_reason":"stop"}],"model":"m","created":1.5}""")]
    [InlineData("""{"choices":[{"message":{"content":"42"},"finish_reason":null}],"model":"m"}""")]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"text","text":"42"}]},"finish_reason":"stop"}],"model":"m","error":null}""")]
    [InlineData(
        """{"choices":[{"index":0,"message":{"content":"42"},"finish_reason":"stop"},{"index":1,"message":{"content":"no"},"finish_reason":"stop"}],"model":"m"}"""
    )]
    public async Task WholeReply_IsTaken_AndHasNoFirstToken(string body)
    {
        await using var host = ScriptedHost.Always(a => a.DocumentAsync(body));
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("42", "m", (TimeSpan?)null), (completion.Text, completion.ServedModel, completion.Timings.FirstToken));
    }

    [Fact]
    public async Task CommentsAndOddChunks_AreNoTokens()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                ": OPENROUTER PROCESSING",
                """{"choices":[{"delta":{"role":"assistant","content":""}}]}""",
                """{"choices":[]}""",
                """{"choices":[{"delta":null}]}""",
                """{"choices":null}""",
                Answer.Text("42"),
                Answer.Finish
            )
        );
        Assert.Equal("42", Completed(await AskAsync(host)).Text);
    }

    [Fact]
    public async Task ServedModelAndFingerprint_AreRecorded()
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync(
                """{"model":"vendor/model-1-fp8","system_fingerprint":"fp_1","provider":"Novita","choices":[{"delta":{"content":"42"}}]}""",
                """{"model":"vendor/model-1-fp8","system_fingerprint":"fp_1","choices":[{"delta":{},"finish_reason":"stop"}]}"""
            )
        );
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("vendor/model-1-fp8", "fp_1", "Novita"), (completion.ServedModel, completion.SystemFingerprint, completion.Provider));
    }

    [Theory]
    [InlineData("""{"content":null,"reasoning_content":"thinking for ever"}""", "thinking for ever")]
    [InlineData("""{"content":"<think>thinking for ever"}""", "thinking for ever")]
    [InlineData("{}", null)]
    public async Task OutputCapWithoutAnswer_IsACompletion(string delta, string? reasoning)
    {
        await using var host = ScriptedHost.Always(a =>
            a.StreamAsync($$"""{"choices":[{"delta":{{delta}}}]}""", """{"choices":[{"delta":{},"finish_reason":"length"}]}""")
        );
        var completion = Completed(await AskAsync(host));
        Assert.Equal(("", reasoning, FinishReason.Length), (completion.Text, completion.Reasoning, completion.FinishReason));
        Assert.Equal(1, host.Requests);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("closed")]
    [InlineData("ended without DONE")]
    [InlineData("error frame")]
    [InlineData("malformed json")]
    [InlineData("silence")]
    public async Task AfterTheFinishReason_NothingSpoilsTheReply(string fault)
    {
        await using var host = ScriptedHost.Always(async a =>
        {
            await a.BeginStreamAsync(Answer.Text("42"), Answer.Finish);
            switch (fault)
            {
                case "reset":
                    await a.ResetAsync();
                    break;
                case "closed":
                    a.Close();
                    break;
                case "ended without DONE":
                    await a.EndAsync();
                    break;
                case "silence":
                    await a.HangAsync();
                    break;
                default:
                    await a.MoreAsync(fault == "error frame" ? """{"error":{"message":"too late"}}""" : "{oops");
                    await a.EndAsync();
                    break;
            }
        });
        var completion = Completed(
            await AskAsync(host, Model with { Timeouts = new ModelTimeouts { BetweenTokens = TimeSpan.FromMilliseconds(400) } })
        );
        Assert.Equal(("42", FinishReason.Stop, true), (completion.Text, completion.FinishReason, completion.Usage.Estimated));
        Assert.Equal(1, host.Requests);
    }
}
