using System.Security.Cryptography;
using System.Text;

namespace Chronos.Core.Engine;

/// <summary>Which build runs: SHA-256 over the identity of the assembly, which the compiler makes from its content.</summary>
internal static class BuildIdentity
{
    private static readonly byte[] Computed = SHA256.HashData(
        Encoding.UTF8.GetBytes($"{typeof(BuildIdentity).Assembly.FullName} {typeof(BuildIdentity).Module.ModuleVersionId}"));

    /// <summary>32 bytes.</summary>
    public static ReadOnlySpan<byte> Hash => Computed;
}
