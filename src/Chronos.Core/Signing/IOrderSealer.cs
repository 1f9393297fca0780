namespace Chronos.Core.Signing;

/// <summary>Where the sign stage gets seals from: a key, or the record being replayed.</summary>
internal interface IOrderSealer
{
    /// <summary>The key the next seal is made with.</summary>
    ushort KeyId { get; }

    /// <summary>Seals canonical bytes.</summary>
    void Seal(in CanonicalBlock canonical, Span<byte> seal);
}
