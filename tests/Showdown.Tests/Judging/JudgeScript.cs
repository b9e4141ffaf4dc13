using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Judging;

namespace Showdown.Tests.Judging;

/// <summary>A judge that says what a test wants, and keeps what it was asked.</summary>
internal sealed partial class JudgeScript(Func<JudgeScript.Shown, Reply> say)
{
    private readonly List<ModelRequest> _asked = [];

    public IReadOnlyList<ModelRequest> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public static ModelSettings Settings { get; } =
        new()
        {
            Id = "judge",
            Connector = Connector.OpenAi,
            Model = "vendor/judge",
            Price = new Price(2, 8),
        };

    public JudgeModel Model => ModelOf(Settings);

    public JudgeModel ModelOf(ModelSettings settings) => new(settings, (request, _) => Task.FromResult(Answer(request)));

    public PairJudge Pairs(JudgeSettings? settings = null) => new(Model, Rubric.General, settings ?? new JudgeSettings());

    public static Reply Says(string text) =>
        new Reply.Completed(
            new Completion
            {
                Text = text,
                FinishReason = FinishReason.Stop,
                Usage = new Usage { InputTokens = 1000, OutputTokens = 100 },
                Timings = new Timings { StartedAt = DateTimeOffset.UnixEpoch },
            }
        );

    public static Reply Fails() =>
        new Reply.Failed(new Failure(FailureKind.ServerError, "HTTP 500"), new Timings { StartedAt = DateTimeOffset.UnixEpoch });

    private Reply Answer(ModelRequest request)
    {
        int number;
        lock (_asked)
        {
            _asked.Add(request);
            number = _asked.Count;
        }

        var text = request.Messages[^1].Text;
        var parts = Part().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value);
        return say(new Shown(number, Part().Match(text).Groups["nonce"].Value, parts));
    }

    [GeneratedRegex(@"<<<(?<nonce>[0-9a-f]{16}) (?<name>[^\n]+)\n(?<text>.*?)\n\k<nonce>>>>", RegexOptions.Singleline)]
    private static partial Regex Part();

    /// <summary>What a judge sees of one request.</summary>
    internal sealed record Shown(int Number, string Nonce, IReadOnlyDictionary<string, string> Parts)
    {
        public string A => Parts["answer A"];

        public string B => Parts["answer B"];

        public Reply Verdict(string verdict) => Says($"{{\"id\": \"{Nonce}\", \"reason\": \"because\", \"verdict\": \"{verdict}\"}}");
    }
}
