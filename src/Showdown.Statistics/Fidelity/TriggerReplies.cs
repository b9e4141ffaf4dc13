namespace Showdown.Statistics.Fidelity;

/// <summary>Whether a request led to calls: at the reference, at the reference asked again on the same night, and at a host.</summary>
/// <param name="Again">Null where the reference was not asked again.</param>
internal readonly record struct TriggerReplies(bool Reference, bool? Again, bool Host);
