using System.IO.Compression;
using System.Text;
using Parquet.Serialization;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

/// <summary>Files that are damaged, wrong or too large: one error that names the place.</summary>
public sealed partial class DatasetReaderTests
{
    [Theory]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 2, \"input\": \"x\"}\n",
        "data(2): 'target' is missing. There is: 'id', 'input'."
    )]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"x\", \"target\": null}\n", "data(1): 'target' is missing.")]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"x\", \"target\": [1]}\n", "data(1): 'target' is a list, and a text is expected.")]
    [InlineData("jsonl", "{\"id\": 1\n", "data(1) is not valid JSON")]
    [InlineData("jsonl", "[1]\n", "data(1) is no record")]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n",
        "data(2): the id '1' was there before."
    )]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"E\", \"choices\": [\"a\", \"b\"]}\n",
        "data(1): the target is 'E', and must be the letter of one of the 2 options."
    )]
    [InlineData("jsonl", "\n\n", "holds no record")]
    [InlineData("jsonl.gz", "plain text\n", "data is no gzip file")]
    [InlineData("json", "{\"id\": 1}", "is not valid JSON, or no list")]
    [InlineData("csv", "id,input,target\n1,x\n", "data(2): 2 columns, and the first row has 3.")]
    [InlineData("csv", "id,input,target\n1,\"x,y\n", "data(2): a quote is opened and never closed.")]
    [InlineData("parquet", "PAR0", "data is no Parquet file")]
    public async Task Read_NamesFileAndLine_WhenARecordIsWrong(string format, string text, string says)
    {
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(format, "data", text, _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"caf\u00e9\", \"target\": \"y\"}\n", "data(1): byte 24 (hexadecimal E9) is no UTF-8.")]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 2, \"other\": \"\u00e9\"}\n",
        "data(2): byte 21 (hexadecimal E9) is no UTF-8."
    )]
    [InlineData("json", "[{\"id\": 1, \"input\": \"caf\u00e9\", \"target\": \"y\"}]", "data(item 1): 'input' is no UTF-8.")]
    [InlineData("csv", "id,input,target\n1,x,y\n2,caf\u00e9,y\n", "data(3): byte 6 (hexadecimal E9) is no UTF-8.")]
    public async Task Read_NamesTheByte_OfAFileInAnotherEncoding(string format, string text, string says)
    {
        await File.WriteAllBytesAsync(_folder["data"], Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadFileAsync(format, "data", _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Contains("Save it as UTF-8.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", """{"id": 1, "input": "a \ud83d b", "target": "y"}""", "data(1): 'input' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "\ude00"}""", "data(1): 'target' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "A", "choices": ["\ud83d", "b"]}""", "data(1): 'choices' holds half a character")]
    [InlineData("json", """[{"id": 1, "input": "\ud83d", "target": "y"}]""", "data(item 1): 'input' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "a\u0000b", "target": "y"}""", "data(1): 'input' holds a NUL character")]
    [InlineData("jsonl", """{"id": "1\u0000", "input": "x", "target": "y"}""", "data(1): 'id' holds a NUL character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "A", "choices": ["a\u0000", "b"]}""", "data(1): 'choices' holds a NUL character")]
    [InlineData("csv", "id,input,target\n1,a\0b,y\n", "data(2): 'input' holds a NUL character")]
    public async Task Read_NamesTheField_WhoseTextCannotBeStored(string format, string text, string says)
    {
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(format, "data", text, _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_SaysSo_WhereverAParquetFileIsDamaged()
    {
        MmluRow[] rows =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i => new MmluRow
                {
                    Question = $"question {i * 7919}",
                    Subject = "art",
                    Choices = ["a", "b", $"{i}", "d"],
                    Answer = i % 4,
                }),
        ];
        await ParquetSerializer.SerializeAsync(rows, _folder["whole"], cancellationToken: TestContext.Current.CancellationToken);
        var whole = await File.ReadAllBytesAsync(_folder["whole"], TestContext.Current.CancellationToken);
        for (var part = 0; part < 20; part++)
        {
            // The footer tells where everything is: with it gone, or with the pages gone that it tells of, there is nothing to read.
            var cut = whole.Length * part / 20;
            await AssertDamagedAsync(whole[..cut]);
            await AssertDamagedAsync([.. whole[..4], .. new byte[part * 50], .. whole[^Math.Min(whole.Length - 4, 12)..]]);
        }

        async Task AssertDamagedAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(_folder["test.parquet"], bytes, TestContext.Current.CancellationToken);
            var e = await Assert.ThrowsAsync<SettingsException>(() =>
                ReadFileAsync("parquet", "test.parquet", new() { ["input"] = "question", ["target"] = "subject" })
            );
            Assert.StartsWith("Benchmark 'test': test.parquet", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    public async Task ALine_HasACeiling(int length)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"first\n{new string('x', length)}\nlast"));
        var lines = new ByteLines(stream, longest: 1 << 20);
        await lines.NextAsync(TestContext.Current.CancellationToken);
        if (length == 1 << 20)
            Assert.Equal(length, (await lines.NextAsync(TestContext.Current.CancellationToken))!.Value.Length);
        else
            Assert.Contains(
                "(2): the line is longer than 1 MB",
                (await Assert.ThrowsAsync<RecordTooLongException>(async () => await lines.NextAsync(TestContext.Current.CancellationToken))).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task AGzipFile_OfOneLineThatNeverEnds_IsTold()
    {
        await using (var gzip = new GZipStream(File.Create(_folder["data"]), CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < (ByteLines.Longest >> 20) + 2; i++)
                await gzip.WriteAsync(block, TestContext.Current.CancellationToken);
        }

        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadFileAsync("jsonl.gz", "data", _ownNames));
        Assert.Contains("data(1): the line is longer than 256 MB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnItemOfAJsonList_HasACeiling()
    {
        using var stream = new MemoryStream(new byte[100]);
        using var record = new BoundedRecord(stream, longest: 60);
        var buffer = new byte[40];
        Assert.Equal(40, await record.ReadAsync(buffer, TestContext.Current.CancellationToken));
        record.Begin();
        Assert.Equal(40, await record.ReadAsync(buffer, TestContext.Current.CancellationToken));
        stream.Position = 0;
        await Assert.ThrowsAsync<RecordTooLongException>(async () => await record.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_RefusesMoreOptionsThanLetters()
    {
        var choices = string.Join(", ", Enumerable.Range(1, 27).Select(i => $"\"option {i}\""));
        var e = await Assert.ThrowsAsync<SettingsException>(() =>
            ReadAsync("jsonl", "data", $"{{\"id\": 1, \"input\": \"x\", \"target\": \"B\", \"choices\": [{choices}]}}\n", _ownNames)
        );
        Assert.Contains("data(1): there are 27 options, and letters go from A to Z: give at most 26.", e.Message, StringComparison.Ordinal);
    }
}
