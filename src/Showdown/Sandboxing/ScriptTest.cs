namespace Showdown.Sandboxing;

public sealed record ScriptTest(string Input, string Expected);
