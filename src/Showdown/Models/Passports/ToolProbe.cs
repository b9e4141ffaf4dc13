using Showdown.Domain;

namespace Showdown.Models.Passports;

/// <summary>Finds out with one request what a host does with tools: whether it takes them, streams calls, and gives several at once.</summary>
internal static class ToolProbe
{
    /// <summary>
    /// The tools take twice as many tokens as the message, whatever the tokenizer. Who counts less than this for both has shown the model the message
    /// alone.
    /// </summary>
    private const int FewestInputTokens = 140;

    private static readonly Tool[] _tools =
    [
        new(
            "save_note",
            "Saves a note for the user, who finds it again in the list of notes. The note is kept exactly as it is given, with all of its blanks and line ends, and nothing is added to it.",
            """
            {"type":"object","properties":{"text":{"type":"string","description":"The whole text of the note, from the first character to the last, without quotation marks around it and without a heading that the user has not asked for."}},"required":["text"]}
            """
        ),
        new(
            "get_weather",
            "Tells the weather of a town as it is now: temperature in degrees Celsius, wind in metres a second, and whether it rains or snows. It knows all towns with more than a thousand inhabitants.",
            """
            {"type":"object","properties":{"town":{"type":"string","description":"The name of the town in English, without the name of its country or region, such as The Hague or Rome."}},"required":["town"]}
            """
        ),
    ];

    public static ModelRequest Request(Sampling sampling, int outputCap) =>
        new(
            [
                new Message(
                    MessageRole.User,
                    $"Check {Guid.NewGuid():n}. In one reply call save_note with the numbers from 1 to 30, parted by blanks, and get_weather for Paris."
                ),
            ],
            sampling with
            {
                MaxOutputTokens = outputCap,
            }
        )
        {
            Tools = _tools,
        };

    /// <returns>Null where the reply tells nothing about tools.</returns>
    public static ToolSupport? Read(Reply reply) =>
        reply switch
        {
            Reply.Failed { Failure: { Kind: FailureKind.ToolsRefused } failure } => new ToolSupport(ToolUse.Refused) { Refusal = failure.Message },
            Reply.Completed { Completion: var completion } => Read(completion),
            _ => null,
        };

    private static ToolSupport Read(Completion completion)
    {
        if (completion.ToolCalls.Count > 0)
            return new ToolSupport(ToolUse.Called) { Calls = completion.ToolCalls.Count, Streams = StreamingCheck.Of(completion.Timings) };
        var usage = completion.Usage;
        return new ToolSupport(
            usage is { Estimated: false, Implausible: false, InputTokens: < FewestInputTokens } ? ToolUse.Ignored : ToolUse.InWords
        );
    }
}
