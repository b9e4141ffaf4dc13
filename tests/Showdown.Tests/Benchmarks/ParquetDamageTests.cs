using Parquet;
using Parquet.Serialization;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

/// <summary>Whatever bytes of a Parquet file are damaged, reading it ends, with rows or with one error.</summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class ParquetDamageTests : IDisposable
{
    private const int Seeds = 3000;

    /// <summary>Only to end where the reader goes on for ever; all seeds together take a few seconds.</summary>
    private static readonly TimeSpan _endless = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DamagedBytes_EndInRowsOrInOneError()
    {
        var files = new List<byte[]>();
        foreach (var rows in new[] { 3, 40, 300 })
        {
            foreach (var method in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip })
                files.Add(await FileAsync(rows, method));
        }

        var damaged = 0;
        await Task.Run(
                async () =>
                {
                    for (var seed = 0; seed < Seeds; seed++)
                    {
                        if (await ReadAsync(Damaged(files[seed % files.Count], seed)) is not { } mistake)
                            continue;
                        damaged++;
                        Assert.True(mistake is SettingsException, $"seed {seed}: {mistake}");
                        Assert.StartsWith("data.parquet ", mistake.Message, StringComparison.Ordinal);
                    }
                },
                Cancel
            )
            .WaitAsync(_endless, Cancel);
        Assert.InRange(damaged, Seeds / 2, Seeds);
    }

    [Fact]
    public async Task AFileWithoutRows_IsNotDamaged_AndHoldsNoRecord()
    {
        await File.WriteAllBytesAsync(_folder["data.parquet"], await FileAsync(0, CompressionMethod.Snappy), Cancel);
        var source = new DatasetSource
        {
            File = "data.parquet",
            Format = "parquet",
            Map = new Dictionary<string, string> { ["input"] = "Question", ["target"] = "Subject" },
        };
        var data = new PinnedSource(source, new string('0', 64), [new DataFile(_folder["data.parquet"], "data.parquet")]);
        var e = await Assert.ThrowsAsync<SettingsException>(async () => await DatasetReader.ReadAsync("test", data, Cancel).ToListAsync(Cancel));
        Assert.Equal("Benchmark 'test': data.parquet holds no record.", e.Message);
    }

    private async Task<Exception?> ReadAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(_folder["data.parquet"], bytes, Cancel);
        return await Record.ExceptionAsync(async () =>
        {
            await foreach (var row in ParquetRows.ReadAsync(new DataFile(_folder["data.parquet"], "data.parquet"), Cancel))
                _ = row.Names.Count;
        });
    }

    // Every second time in the footer, where one byte can mean anything.
    private static byte[] Damaged(byte[] whole, int seed)
    {
        var random = new Random(seed);
        var bytes = (byte[])whole.Clone();
        for (var left = random.Next(1, 9); left > 0; left--)
        {
            var reach = seed / 9 % 2 == 0 ? bytes.Length : Math.Min(bytes.Length, 900);
            bytes[bytes.Length - 1 - random.Next(reach)] = random.Next(3) == 0 ? byte.MaxValue : (byte)random.Next(256);
        }

        return bytes;
    }

    private static async Task<byte[]> FileAsync(int rows, CompressionMethod method)
    {
        var data = Enumerable
            .Range(0, rows)
            .Select(i => new Line
            {
                Question = $"question {i * 7919}",
                Subject = i % 3 == 0 ? null : "art",
                Choices = ["a", "b", $"{i}", "d"],
                Answer = i % 4,
                Share = i % 5 == 0 ? null : i * 0.5,
                At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i),
                Large = i * 1_000_000_007L,
            });
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(data, stream, new ParquetOptions { CompressionMethod = method }, cancellationToken: Cancel);
        return stream.ToArray();
    }

    private sealed class Line
    {
        public string Question { get; set; } = "";

        public string? Subject { get; set; }

        public List<string> Choices { get; set; } = [];

        public int Answer { get; set; }

        public double? Share { get; set; }

        public DateTime At { get; set; }

        public long Large { get; set; }
    }
}
