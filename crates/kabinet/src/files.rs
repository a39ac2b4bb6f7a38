//! Kept files (uploads now, documents later), each under the SHA-256 of its bytes, in one object store.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use futures::StreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, WriteMultipart};
use sha2::{Digest as _, Sha256};

/// A folder of kept files, or a bucket.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

/// A kept file can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The store refuses.
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
    /// The temporary copy fails.
    #[error("temporary file: {0}")]
    Io(#[from] std::io::Error),
}

impl Files {
    /// In a folder, which is made if need be.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn in_folder(folder: &Path) -> Result<Self, FileError> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?) })
    }

    fn place(hash: &str) -> object_store::path::Path {
        object_store::path::Path::from(format!("{}/{hash}", hash.get(..2).unwrap_or("00")))
    }

    /// Keeps a file; returns its hash and size. The same bytes are kept once.
    ///
    /// # Errors
    /// See [`FileError`].
    pub async fn keep(&self, file: &Path) -> Result<(String, u64), FileError> {
        let (hash, size) = hash_file(file)?;
        let place = Self::place(&hash);
        if self.store.head(&place).await.is_ok() {
            return Ok((hash, size));
        }
        if size <= 8 << 20 {
            self.store.put(&place, PutPayload::from(std::fs::read(file)?)).await?;
            return Ok((hash, size));
        }
        let mut upload = WriteMultipart::new(self.store.put_multipart(&place).await?);
        let mut source = std::fs::File::open(file)?;
        let mut buffer = vec![0; 1 << 20];
        loop {
            let count = std::io::Read::read(&mut source, &mut buffer)?;
            if count == 0 {
                break;
            }
            upload.wait_for_capacity(4).await?;
            upload.write(&buffer[..count]);
        }
        upload.finish().await?;
        Ok((hash, size))
    }

    /// A temporary copy, for readers that seek.
    ///
    /// # Errors
    /// See [`FileError`].
    pub async fn fetch(&self, hash: &str) -> Result<tempfile::NamedTempFile, FileError> {
        let mut copy = tempfile::NamedTempFile::new()?;
        let mut bytes = self.store.get(&Self::place(hash)).await?.into_stream();
        while let Some(chunk) = bytes.next().await {
            copy.write_all(&chunk?)?;
        }
        copy.flush()?;
        Ok(copy)
    }
}

fn hash_file(file: &Path) -> Result<(String, u64), FileError> {
    let mut hasher = Sha256::new();
    let mut source = std::fs::File::open(file)?;
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let count = std::io::Read::read(&mut source, &mut buffer)?;
        if count == 0 {
            return Ok((hex::encode(hasher.finalize()), size));
        }
        size += count as u64;
        hasher.update(&buffer[..count]);
    }
}
