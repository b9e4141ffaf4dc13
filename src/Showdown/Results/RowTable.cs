using System.Reflection;
using System.Text;

namespace Showdown.Results;

internal enum ColumnKind
{
    Text,
    Integer,
    Double,
    Flag,
    Time,
}

internal sealed record Column(string Name, ColumnKind Kind);

/// <summary>
/// A table as its row type says: each property declared there is a column, named in snake case. The one place where a column is written down is the
/// property.
/// </summary>
internal static class RowTable<TRow>
{
    private static readonly PropertyInfo[] _properties = typeof(TRow).GetProperties(
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly
    );

    public static IReadOnlyList<Column> Columns { get; } = [.. _properties.Select(p => new Column(SnakeCase(p.Name), KindOf(p.PropertyType)))];

    /// <summary>The columns for a select list: "a.number, a.sample_id ...".</summary>
    /// <param name="without">Columns that are left at their default.</param>
    public static string SelectList(string alias, params IReadOnlyList<string> without) =>
        string.Join(", ", Columns.Where(c => !without.Contains(c.Name)).Select(c => $"{alias}.{c.Name}"));

    /// <summary>A statement that inserts a row whose properties are its parameters.</summary>
    public static string Insert(string table) =>
        $"insert into {table} ({string.Join(", ", Columns.Select(c => c.Name))}) values (@{string.Join(", @", _properties.Select(p => p.Name))})";

    /// <summary>The same statement; a row with the same key is replaced.</summary>
    /// <param name="key">Names of the key's columns, parted by commas.</param>
    public static string Upsert(string table, string key)
    {
        var keys = key.Split(',', StringSplitOptions.TrimEntries);
        var others = Columns.Where(c => !keys.Contains(c.Name)).Select(c => $"{c.Name} = excluded.{c.Name}");
        return $"{Insert(table)} on conflict ({key}) do update set {string.Join(", ", others)}";
    }

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    public static object?[] ValuesOf(TRow row) => Array.ConvertAll(_properties, p => p.GetValue(row));

    private static string SnakeCase(string name)
    {
        var column = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                column.Append('_');
            column.Append(char.ToLowerInvariant(name[i]));
        }

        return column.ToString();
    }

    private static ColumnKind KindOf(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
        {
            TypeCode.String => ColumnKind.Text,
            TypeCode.Int32 => ColumnKind.Integer,
            TypeCode.Double => ColumnKind.Double,
            TypeCode.Boolean => ColumnKind.Flag,
            TypeCode.Object when (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset) => ColumnKind.Time,
            _ => throw new NotSupportedException($"{typeof(TRow).Name}: a column of type {type.Name}"),
        };
}
