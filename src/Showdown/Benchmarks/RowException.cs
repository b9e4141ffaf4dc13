namespace Showdown.Benchmarks;

/// <summary>A record cannot be read; the reader adds file and line.</summary>
internal sealed class RowException(string message) : Exception(message);
