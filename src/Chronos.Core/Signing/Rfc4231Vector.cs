namespace Chronos.Core.Signing;

/// <summary>A published HMAC-SHA256 example; a truncated one gives only the first bytes of the seal.</summary>
internal sealed record Rfc4231Vector(int Case, byte[] Key, byte[] Message, byte[] Seal);
