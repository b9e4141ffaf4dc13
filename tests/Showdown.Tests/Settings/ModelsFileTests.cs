using System.Text.Json;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Tests.Settings;

public sealed class ModelsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Problems _problems = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TakesEveryKey_OfAFullEntry()
    {
        var model = Read(
            """
            kimi-k2:
              family: Kimi K2
              connector: openai
              endpoint: https://openrouter.ai/api/v1
              model: moonshotai/kimi-k2-0905
              api_key: ${OPENROUTER_API_KEY}
              context_window: 262144
              sampling: { temperature: 0.6, top_p: 0.95, top_k: 40, seed: 7, max_output_tokens: 8192, stop: ["###"] }
              price: { input: 0.57, output: 2.30, cached_input: 0.15, as_of: 2026-06-29, source: models.dev }
              limits: { concurrency: 64, requests_per_minute: 500, tokens_per_minute: 100000, tries: 3 }
              timeouts: { connect: 5, first_token: 90s, between_tokens: 500ms, total: 10m }
              output_cap_field: max_completion_tokens
              facts: { open_weights: true, licence: Modified MIT, architecture: "MoE, 1T total, 32B active", variant: instruct, source: model card }
              extra:
                provider: { order: [novita], allow_fallbacks: false }
                "n": "1"
                penalty: 0.5
            """
        )["kimi-k2"];
        Assert.Empty(_problems.Messages);
        Assert.Equal("Kimi K2", model.DisplayName);
        Assert.Equal("${OPENROUTER_API_KEY}", model.ApiKey);
        Assert.Equal(262144, model.ContextWindow);
        Assert.Equal(
            (0.6, 0.95, 40, 7L, 8192),
            (model.Sampling.Temperature, model.Sampling.TopP, model.Sampling.TopK, model.Sampling.Seed, model.Sampling.MaxOutputTokens)
        );
        Assert.Equal(["###"], model.Sampling.Stop);
        Assert.Equal(
            new Price(0.57m, 2.30m)
            {
                CachedInput = 0.15m,
                AsOf = new DateOnly(2026, 6, 29),
                Source = "models.dev",
            },
            model.Price
        );
        Assert.Equal(
            new ModelLimits
            {
                Concurrency = 64,
                RequestsPerMinute = 500,
                TokensPerMinute = 100000,
                Tries = 3,
            },
            model.Limits
        );
        Assert.Equal(
            new ModelTimeouts
            {
                Connect = TimeSpan.FromSeconds(5),
                FirstToken = TimeSpan.FromSeconds(90),
                BetweenTokens = TimeSpan.FromMilliseconds(500),
                Total = TimeSpan.FromMinutes(10),
            },
            model.Timeouts
        );
        Assert.Equal("max_completion_tokens", model.OutputCapField);
        Assert.True(model.Facts.OpenWeights);
        Assert.Equal("""{"provider":{"order":["novita"],"allow_fallbacks":false},"n":"1","penalty":0.5}""", model.Extra!.ToJsonString());
    }

    [Fact]
    public void Read_TakesASimulatedModel_WithBareTimesInMilliseconds()
    {
        var model = Read(
            """
            simulated-strong:
              connector: simulated
              simulation:
                skill: { default: 0.7, aime-2025: 0.5 }
                seed: 11
                first_token: 40
                first_token_spread: 0.2
                tokens_per_second: 900
                answer_tokens: 80
                faults: { rate_limit: 0.01, server_error: 0.01, reset: 0.01, truncated_stream: 0.01, malformed_json: 0.01, hang: 0.01, empty_answer: 0.01, output_cap: 0.02 }
            """
        )["simulated-strong"];
        Assert.Empty(_problems.Messages);
        Assert.True(model.IsSimulated);
        Assert.Equal("simulated-strong", model.Model);
        Assert.Equal(TimeSpan.FromMilliseconds(40), model.Simulation!.FirstToken);
        Assert.Equal(0.5, model.Simulation.Skill["aime-2025"]);
        Assert.Equal(0.02, model.Simulation.Faults.OutputCap);
    }

    [Theory]
    [InlineData("sk-or-v1-0123456789abcdef")]
    [InlineData("Bearer sk-or-v1-0123456789abcdef")]
    [InlineData("sk-or-v1-0123456789abcdef${X}")]
    [InlineData("${X:-sk-or-v1-0123456789abcdef}")]
    public void Read_RefusesAKeyInTheFile_AndNeverShowsIt(string key)
    {
        var models = Read($"m:\n  connector: openai\n  endpoint: https://h.test/v1\n  model: x\n  api_key: {key}\n");
        var message = Assert.Single(_problems.Messages);
        Assert.Contains("models.yaml(5): ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", message, StringComparison.Ordinal);
        Assert.Null(models["m"].ApiKey);
    }

    [Theory]
    [InlineData("connector: opnai", "'connector' cannot be 'opnai'. Did you mean 'openai'?")]
    [InlineData("connector: [openai]", "'connector' must be text, not a list.")]
    [InlineData("connector: anthropic\n  temprature: 1", "'temprature' is not known here.")]
    [InlineData("connector: anthropic\n  sampling: { temperature: 3 }", "'temperature' must be a number from 0 to 2, not '3'.")]
    [InlineData("connector: anthropic\n  sampling: { temperature: warm }", "'temperature' must be a number from 0 to 2, not 'warm'.")]
    [InlineData("connector: anthropic\n  sampling: { top_p: 0 }", "'top_p' must be above 0")]
    [InlineData("connector: anthropic\n  price: { input: 1 }", "'output' is missing.")]
    [InlineData("connector: anthropic\n  price: { input: 1, output: 2, as_of: June }", "'as_of' must be a date such as 2026-06-29, not 'June'.")]
    [InlineData("connector: anthropic\n  timeouts: { total: 10 parsecs }", "'total' must be a time above 0")]
    [InlineData("connector: anthropic\n  simulation: { seed: 1 }", "'simulation' is for connector: simulated.")]
    [InlineData("connector: anthropic\n  extra: { api_key: x }", "'extra' must not hold the value of 'api_key'")]
    [InlineData("connector: anthropic\n  endpoint: ftp://x", "'endpoint' must be an address such as")]
    [InlineData("connector: anthropic\n  endpoint: https://me:secret@x/v1", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: https://x/v1?key=secret@", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: https://x/v1#key=secret@", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: ftp://me:secret@x/v1", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: https:/me:secret@x/v1", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: \"https://me:sec ret@secret@ x/v1\"", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: anthropic\n  endpoint: me:secret@", "'endpoint' must not hold a name, a password")]
    [InlineData("connector: openai", "'endpoint' is missing.")]
    public void Read_SaysWhatIsWrong_AndWhatIsAllowed(string lines, string says)
    {
        Read($"m:\n  model: x\n  {lines}\n");
        Assert.Contains(_problems.Messages, m => m.Contains(says, StringComparison.Ordinal));
        Assert.DoesNotContain(_problems.Messages, m => m.Contains("secret@", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RefusesFaultRates_AboveOneInAll()
    {
        Read("m:\n  connector: simulated\n  simulation:\n    faults: { hang: 0.6, reset: 0.6 }\n");
        Assert.Contains("models.yaml(4): the shares in 'faults' add up to 1.2", Assert.Single(_problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_KeepsNamesOfVariables_UntilTheModelIsAsked()
    {
        Environment.SetEnvironmentVariable("SHOWDOWN_TEST_HOST", "gpu7");
        var model = Read(
            """
            m:
              connector: openai
              endpoint: http://${SHOWDOWN_TEST_HOST}:${SHOWDOWN_TEST_PORT:-8000}/v1
              model: ${SHOWDOWN_TEST_MODEL}
              extra: { route: [{ via: "${SHOWDOWN_TEST_HOST}" }], token: "${SHOWDOWN_TEST_HOST}", n: 1 }
            """
        )["m"];
        Assert.Empty(_problems.Messages);
        Assert.DoesNotContain("gpu7", JsonSerializer.Serialize(model), StringComparison.Ordinal);
        Assert.Equal("${SHOWDOWN_TEST_MODEL}", model.Model);
        var filled = Variables.Filled(model);
        Assert.Equal("http://gpu7:8000/v1", filled.Endpoint);
        Assert.Equal("""{"route":[{"via":"gpu7"}],"token":"gpu7","n":1}""", filled.Extra!.ToJsonString());
        Assert.Equal("""{"route":[{"via":"${SHOWDOWN_TEST_HOST}"}],"token":"${SHOWDOWN_TEST_HOST}","n":1}""", model.Extra!.ToJsonString());
    }

    [Fact]
    public void AVariableThatExtraNames_HasToBeSet_BeforeTheModelIsAsked()
    {
        var model = Read("m: { connector: anthropic, model: x, extra: { a: [{ b: \"${SHOWDOWN_TEST_UNSET}\" }] } }\n")["m"];
        Assert.Empty(_problems.Messages);
        Assert.Contains(
            "Model 'm' needs SHOWDOWN_TEST_UNSET",
            Assert.Throws<SettingsException>(() => ApiKeys.Check([model])).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{ token: abcdefgh }", "token")]
    [InlineData("{ headers: { Authorization: Bearer abcdefgh } }", "headers.Authorization")]
    [InlineData("{ headers: { X-Whatever: Bearer abcdefgh } }", "headers.X-Whatever")]
    [InlineData("{ a: [{ b: { x-api-key: abcdefgh } }] }", "a[0].b.x-api-key")]
    [InlineData("{ accessToken: abcdefgh }", "accessToken")]
    [InlineData("{ OPENAI_API_KEY: abcdefgh }", "OPENAI_API_KEY")]
    [InlineData("{ client-secret: abcdefgh }", "client-secret")]
    [InlineData("{ db: { password: 12345678 } }", "db.password")]
    [InlineData("{ keys: [abcdefgh] }", "keys[0]")]
    [InlineData("{ token: \"${X:-abcdefghabcdefghabcdefgh}\" }", "token")]
    [InlineData("{ token: \"${X}abcdefgh\" }", "token")]
    [InlineData("{ passphrase: abcdefgh }", "passphrase")]
    [InlineData("{ auth: { type: basic, value: abcdefgh } }", "auth.value")]
    [InlineData("{ credentials: [{ user: me, data: { is: abcdefgh } }] }", "credentials[0].data.is")]
    [InlineData("{ callback: \"https://me:abcdefgh@h.test/\" }", "callback")]
    [InlineData("{ hooks: [\"wss://h.test/?a=b&access_token=abcdefgh\"] }", "hooks[0]")]
    [InlineData("{ note: sk-or-v1-0123abcdefgh4567 }", "note")]
    [InlineData("{ note: eyJhbGciOiJIUzI1NiJ9.eyJabcdefgh.c2lnbg }", "note")]
    public void Read_RefusesASecretInExtra_AtAnyDepth_AndNeverShowsOrKeepsIt(string extra, string path)
    {
        var models = Read($"m:\n  connector: anthropic\n  model: x\n  extra: {extra}\n");
        var message = Assert.Single(_problems.Messages);
        Assert.Contains($"models.yaml(4): 'extra' must not hold the value of '{path}'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", JsonSerializer.Serialize(models), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ max_tokens: 5, max_completion_tokens: 5, min_tokens: 1 }")]
    [InlineData("{ skip_special_tokens: true, stop_token_ids: [1, 2], eos_token: \"</s>\", prompt_cache_key: night }")]
    [InlineData("{ token: \"${X}\", headers: { Authorization: \"Bearer ${X}\", x-api-key: \"${X:-none}\" } }")]
    [InlineData("{ response_format: { json_schema: { properties: { token: { type: string }, key: { type: string } } } } }")]
    [InlineData(
        "{ auth: { type: bearer, token: \"${X}\" }, tool: { parameters: { properties: { password: { type: string, title: A password } } } } }"
    )]
    [InlineData("{ callback: \"https://me:${X}@h.test/?token=${X}&token_count=12\", site: \"https://h.test/?q=a\", note: sk-learn-is-a-library }")]
    [InlineData("{ use_token: true, monkey: banana, provider: { order: [novita] }, reasoning: { max_tokens: 2000 } }")]
    public void Read_TakesFieldsOfExtra_ThatHoldNoSecret(string extra)
    {
        Read($"m:\n  connector: anthropic\n  model: x\n  extra: {extra}\n");
        Assert.Empty(_problems.Messages);
    }

    [Fact]
    public void ASecretThatExtraNames_IsMasked_LikeAKey()
    {
        Environment.SetEnvironmentVariable("SHOWDOWN_TEST_EXTRA_SECRET", "hush-hush-hush");
        var model = Read("m: { connector: anthropic, model: x, extra: { headers: { Authorization: \"Bearer ${SHOWDOWN_TEST_EXTRA_SECRET}\" } } }\n")[
            "m"
        ];
        Assert.Equal("you sent ***", ApiKeys.MaskOf(model).Hide("you sent hush-hush-hush"));
        model = Read("m: { connector: anthropic, model: x, extra: { hook: \"https://me:${SHOWDOWN_TEST_EXTRA_SECRET}@h.test/\" } }\n")["m"];
        Assert.Equal("you sent https://me:***@h.test/", ApiKeys.MaskOf(model).Hide("you sent https://me:hush-hush-hush@h.test/"));
    }

    private IReadOnlyDictionary<string, ModelSettings> Read(string text) => ModelsFile.Read(_folder.Write("models.yaml", text), _problems);
}
