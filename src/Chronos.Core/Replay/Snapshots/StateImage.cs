using Chronos.Core.Books;
using Chronos.Core.Policies;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>All books as bytes, and back. The policy is not part of them: it is read from its own source.</summary>
internal static class StateImage
{
    private static readonly Lazy<GraphLayout> Layout = new(() => new GraphLayout(typeof(EngineState), typeof(Policy)));

    /// <summary>Whether this runtime can make and read images at all.</summary>
    public static bool IsSupported => GraphLayout.IsSupported;

    /// <summary>What an image can be read by: 32 bytes, equal exactly where all types of the books are laid out alike.</summary>
    public static ReadOnlySpan<byte> Fingerprint => Layout.Value.Fingerprint;

    /// <summary>The image of a state that nobody writes meanwhile.</summary>
    public static ReadOnlyMemory<byte> Of(EngineState state) => new GraphWriter(Layout.Value).Write(state);

    /// <summary>The state of an image, under the policy it was taken under; null when there was none yet.</summary>
    public static EngineState Restore(ReadOnlyMemory<byte> image, Policy? policy) =>
        new GraphReader(Layout.Value, image, policy).Read<EngineState>();

    /// <summary>A state of its own, equal in everything; the policy, which never changes, is shared.</summary>
    public static EngineState Clone(EngineState state) => Restore(Of(state), state.Policy);
}
