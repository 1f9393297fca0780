using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>The three votes of a decision, by <see cref="ApproverId"/>.</summary>
[InlineArray(Count)]
public struct VoteSet
{
    /// <summary>Votes in a set.</summary>
    public const int Count = 3;

    private Vote _first;

    /// <summary>The vote of one approver.</summary>
    public readonly Vote this[ApproverId approver] => this[(int)approver];
}
