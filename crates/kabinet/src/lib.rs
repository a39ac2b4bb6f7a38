//! kabinet
