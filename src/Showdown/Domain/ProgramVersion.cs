using System.Reflection;

namespace Showdown.Domain;

/// <summary>Which program this is.</summary>
public static class ProgramVersion
{
    /// <summary>Version and, where the build knew it, the commit: "1.0.0+abc123".</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
