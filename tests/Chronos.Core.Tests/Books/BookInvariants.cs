using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

/// <summary>What must hold between the books after every event.</summary>
internal static class BookInvariants
{
    /// <summary>Every total is what live orders, positions and quotes make it.</summary>
    public static void Assert(EngineState state) => Xunit.Assert.Null(state.FindInconsistency());
}
