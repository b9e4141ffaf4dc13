using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Times in SQLite are text whose order is that of the times; whatever zone they were told in, they come back as they were.</summary>
public sealed class StoredTimesTests
{
    [Theory]
    [InlineData("2026-06-01T04:00:00.1234567+02:00", "2026-06-01T02:00:00.123456Z")]
    [InlineData("2026-06-01T02:00:00Z", "2026-06-01T02:00:00.000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z")]
    public void ATime_IsTextOfFixedWidthInUtc(string time, string text) =>
        Assert.Equal(text, TypeHandlers.Text(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void WhatStandsThere_IsReadAsUtc_AndANumberIsRefused()
    {
        TypeHandlers.Register();
        using var connection = new SqliteConnection("Data Source=:memory:");
        var time = new DateTimeOffset(2026, 6, 1, 2, 0, 0, 123, TimeSpan.Zero);
        Assert.Equal(time, connection.QuerySingle<DateTimeOffset>("select @time", new { time = time.ToOffset(TimeSpan.FromHours(-9)) }));
        Assert.Equal(TimeSpan.Zero, connection.QuerySingle<DateTimeOffset>("select '2026-06-01T04:00:00+02:00'").Offset);
        Assert.Equal(time, connection.QuerySingle<DateTimeOffset>("select '2026-06-01 02:00:00.123'"));
        var refused = Assert.ThrowsAny<Exception>(() => connection.QuerySingle<DateTimeOffset>("select 5"));
        Assert.Equal("A time was expected, not Int64.", (refused as DataException ?? refused.InnerException)?.Message);
    }
}
