using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Showdown.Results;

/// <summary>How values stand in both databases: times as timestamptz, or as text that sorts.</summary>
internal static class TypeHandlers
{
    private static readonly Lock _once = new();
    private static bool _done;

    // Fixed width and UTC: text order is time order. Both engines keep microseconds.
    private const int Length = 27; // 2026-06-01T02:00:00.123456Z

    /// <summary>A time as SQLite holds it.</summary>
    public static string Text(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[Length + 1];
        // the same with one more digit, and quicker than a format of our own
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[Length - 1] = 'Z';
        return new string(text[..Length]);
    }

    public static void Register()
    {
        lock (_once)
        {
            if (_done)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new TimeHandler());
            _done = true;
        }
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.Value = parameter is NpgsqlParameter ? value.UtcDateTime : Text(value);
        }

        public override DateTimeOffset Parse(object value) =>
            value switch
            {
                DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
                DateTimeOffset time => time,
                string text => DateTimeOffset.Parse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
                ),
                _ => throw new DataException($"A time was expected, not {value.GetType().Name}."),
            };
    }
}
