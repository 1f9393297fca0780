using System.Runtime.InteropServices;

namespace Chronos.Core.Signing;

/// <summary>
/// The two libcrypto entry points a signer needs. The library is the one .NET itself hashes with; it stays loaded for
/// the life of the process.
/// </summary>
internal sealed unsafe class Libcrypto
{
    // Newest first, in the order in which .NET looks for the library.
    public static readonly string[] LibraryNames = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"];

    private Libcrypto(nint init, nint transform)
    {
        Init = (delegate* unmanaged<Sha256Context*, int>)init;
        Transform = (delegate* unmanaged[SuppressGCTransition]<Sha256Context*, byte*, void>)transform;
    }

    /// <summary><c>SHA256_Init</c>: puts the standard initial state into the context; 1 on success.</summary>
    public delegate* unmanaged<Sha256Context*, int> Init { get; }

    /// <summary>
    /// <c>SHA256_Transform</c>: compresses one 64-byte block into the context's state. It runs for well under a
    /// microsecond, never blocks and never calls back, so the garbage collector need not be told of it.
    /// </summary>
    public delegate* unmanaged[SuppressGCTransition]<Sha256Context*, byte*, void> Transform { get; }

    /// <summary>The first of the libraries that exports both functions, or null.</summary>
    public static Libcrypto? TryLoad(
        ReadOnlySpan<string> libraryNames,
        string initName = "SHA256_Init",
        string transformName = "SHA256_Transform")
    {
        foreach (var name in libraryNames)
        {
            if (NativeLibrary.TryLoad(name, out var library)
                && NativeLibrary.TryGetExport(library, initName, out var init)
                && NativeLibrary.TryGetExport(library, transformName, out var transform))
            {
                return new Libcrypto(init, transform);
            }
        }

        return null;
    }
}
