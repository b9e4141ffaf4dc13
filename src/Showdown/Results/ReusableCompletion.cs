using Showdown.Domain;

namespace Showdown.Results;

/// <param name="PaidBy">The evaluation that asked for it.</param>
public sealed record ReusableCompletion(Completion Completion, string PaidBy);
