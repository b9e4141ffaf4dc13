using Npgsql;
using NpgsqlTypes;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>A row type is its table: what stands in its properties is what the statements say.</summary>
public sealed class RowTableTests
{
    private static readonly DateTimeOffset _at = new(2026, 6, 1, 4, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void EachProperty_IsAColumnInSnakeCase_OfItsKind() =>
        Assert.Equal(
            [
                new Column("run_id", ColumnKind.Text),
                new Column("first_asked", ColumnKind.Integer),
                new Column("cost_usd", ColumnKind.Double),
                new Column("is_right", ColumnKind.Flag),
                new Column("seen_at", ColumnKind.Time),
            ],
            RowTable<Row>.Columns
        );

    [Fact]
    public void TheStatements_NameEveryColumn()
    {
        Assert.Equal("a.run_id, a.first_asked, a.cost_usd, a.is_right, a.seen_at", RowTable<Row>.SelectList("a"));
        Assert.Equal("r.run_id, r.cost_usd, r.is_right", RowTable<Row>.SelectList("r", "first_asked", "seen_at"));
        Assert.Equal(
            "insert into rows (run_id, first_asked, cost_usd, is_right, seen_at) values (@RunId, @FirstAsked, @CostUsd, @IsRight, @SeenAt)",
            RowTable<Row>.Insert("rows")
        );
        Assert.Equal(
            "insert into rows (run_id, first_asked, cost_usd, is_right, seen_at) values (@RunId, @FirstAsked, @CostUsd, @IsRight, @SeenAt)"
                + " on conflict (run_id, first_asked) do update set cost_usd = excluded.cost_usd, is_right = excluded.is_right, seen_at = excluded.seen_at",
            RowTable<Row>.Upsert("rows", "run_id, first_asked")
        );
    }

    [Fact]
    public void Values_StandInTheOrderOfTheColumns() =>
        Assert.Equal(["r", 7, 0.5, true, _at], RowTable<Row>.ValuesOf(new Row("r", 7, 0.5, true, _at)));

    [Fact]
    public void AnotherKindOfColumn_IsRefused()
    {
        var refused = Assert.Throws<TypeInitializationException>(() => RowTable<Strange>.Columns);
        Assert.Equal("Strange: a column of type Guid", Assert.IsType<NotSupportedException>(refused.InnerException).Message);
    }

    /// <summary>To PostgreSQL many rows go as one array a column.</summary>
    [Fact]
    public void ForAServer_EachColumnIsAnArray()
    {
        object?[][] rows = [RowTable<Row>.ValuesOf(new Row("r", 7, 0.5, true, _at)), RowTable<Row>.ValuesOf(new Row(null, null, null, null, _at))];
        var command = PostgresRows.Insert("rows", RowTable<Row>.Columns, "run_id, first_asked", rows);
        Assert.Equal(
            "insert into rows (run_id, first_asked, cost_usd, is_right, seen_at) select * from unnest($1, $2, $3, $4, $5) on conflict (run_id, first_asked) do nothing",
            command.CommandText
        );
        var parameters = command.Parameters.Cast<NpgsqlParameter>().ToList();
        Assert.Equal(
            [NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Double, NpgsqlDbType.Boolean, NpgsqlDbType.TimestampTz],
            parameters.Select(p => p.NpgsqlDbType & ~NpgsqlDbType.Array)
        );
        Assert.All(parameters, p => Assert.True(p.NpgsqlDbType.HasFlag(NpgsqlDbType.Array)));
        Assert.Equal(["r", null], (string?[])Value(0));
        Assert.Equal([7, null], (int?[])Value(1));
        Assert.Equal([0.5, null], (double?[])Value(2));
        Assert.Equal([true, null], (bool?[])Value(3));
        Assert.Equal([_at.UtcDateTime, _at.UtcDateTime], (DateTime[])Value(4));

        object Value(int place) => parameters[place].Value ?? throw new InvalidOperationException($"no value at {place}");
    }

    private sealed record Row(string? RunId, int? FirstAsked, double? CostUsd, bool? IsRight, DateTimeOffset SeenAt);

    private sealed record Strange(Guid Id);
}
