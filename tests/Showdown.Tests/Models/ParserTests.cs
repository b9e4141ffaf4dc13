using System.Text;
using System.Text.Json;
using Showdown.Models.OpenAi;
using Showdown.Models.Replies;

namespace Showdown.Tests.Models;

public sealed class ParserTests
{
    private static readonly string[] _pieces =
    [
        "<think>",
        "</think>",
        "<",
        "/",
        "think>",
        "a",
        " ",
        "\n",
        "[THINK]",
        "[/THINK]",
        "<thinking>",
        "</thinking>",
        "42",
        "◁think▷",
        "◁/think▷",
        "t",
        "h",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Splitter_GivesTheSame_HoweverTheTextIsCut(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => _pieces[random.Next(_pieces.Length)]));
            var whole = Split([text]);
            Assert.Equal(whole, Split(text.Select(c => c.ToString())));
            var cut = random.Next(text.Length + 1);
            Assert.Equal(whole, Split([text[..cut], text[cut..]]));
        }
    }

    [Fact]
    public void Chunks_ThatAreSpoilt_AreRefusedAsJson()
    {
        var good = Encoding.UTF8.GetBytes(
            """{"id":"x","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"4\u00e92","reasoning_details":[{"text":"a"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":11.0,"completion_tokens_details":{"reasoning_tokens":3}},"error":null}"""
        );
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bad = good.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            var length = random.Next(4) == 0 ? random.Next(bad.Length) : bad.Length;
            try
            {
                new ChunkReader().Read(bad.AsSpan(0, length));
            }
            catch (Exception refused) when (refused is JsonException or InvalidOperationException)
            {
                // What the connector takes for a malformed reply.
            }
        }
    }

    private static (string Answer, string? Reasoning) Split(IEnumerable<string> pieces)
    {
        var splitter = new AnswerSplitter();
        foreach (var piece in pieces.Where(p => p.Length > 0))
            splitter.Add(piece);
        return (splitter.Answer, splitter.Reasoning);
    }
}
